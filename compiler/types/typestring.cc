// This file prints types: for messages, as Go's type checker does (writeType), and for the program's own eyes, as
// reflection and the linker do (typeString).
#include "compiler/source/unicode.h"
#include "compiler/types/checker.h"
#include "compiler/types/termlist.h"

namespace gvm::types {

namespace {

// ---- messages

class Writer {
 public:
  Writer(std::string& out, const TypeWriterOptions& o) : out_(out), o_(o), pkgInfo_(o.pkgInfo) {}

  void type(Type* t);
  void signature(Signature* s);

 private:
  void typeName(TypeName* obj) {
    if (obj->pkg) {
      std::string q = o_.qualifier ? o_.qualifier(obj->pkg) : std::string(obj->pkg->path);
      if (!q.empty()) out_ += q + ".";
    }
    out_ += obj->name;
  }
  void typeList(List<Type*> list) {
    out_ += '[';
    for (uint32_t i = 0; i < list.size(); i++) {
      if (i) out_ += ", ";
      type(list[i]);
    }
    out_ += ']';
  }
  void typeParams(List<TypeParam*> list);
  void tuple(Tuple* t, bool variadic);
  void structType(Struct* t);
  void interfaceType(Interface* t);
  void typeParam(TypeParam* p);

  std::string& out_;
  const TypeWriterOptions& o_;
  bool pkgInfo_;              // the next unexported field gets its package
  std::vector<Type*> seen_;   // types being written, outermost first
};

void Writer::typeParams(List<TypeParam*> list) {
  out_ += '[';
  Type* prev = nullptr;  // the constraint of the parameters before, not written yet
  for (uint32_t i = 0; i < list.size(); i++) {
    if (i) {
      if (list[i]->bound != prev) {
        out_ += ' ';
        type(prev);
      }
      out_ += ", ";
    }
    prev = list[i]->bound;
    type(list[i]);
  }
  if (prev) {
    out_ += ' ';
    type(prev);
  }
  out_ += ']';
}

void Writer::tuple(Tuple* t, bool variadic) {
  out_ += '(';
  for (uint32_t i = 0; t && i < t->len(); i++) {
    Var* v = t->vars[i];
    if (i) out_ += ", ";
    if (o_.paramNames && !v->name.empty()) {
      out_ += v->name;
      out_ += ' ';
    }
    if (variadic && i + 1 == t->len()) {
      if (v->type && v->type->tag == Tag::Slice) {
        out_ += "...";
        type(static_cast<Slice*>(v->type)->elem);
      } else {  // append([]byte, string...)
        type(v->type);
        out_ += "...";
      }
    } else {
      type(v->type);
    }
  }
  out_ += ')';
}

void Writer::signature(Signature* s) {
  if (!s->tparams.empty()) typeParams(s->tparams);
  tuple(s->params, s->variadic);
  if (!s->results || s->results->len() == 0) return;
  out_ += ' ';
  if (s->results->len() == 1 && s->results->vars[0]->name.empty()) {
    type(s->results->vars[0]->type);
  } else {
    tuple(s->results, false);
  }
}

void Writer::structType(Struct* t) {
  out_ += "struct{";
  for (uint32_t i = 0; i < t->fields.size(); i++) {
    Var* f = t->fields[i];
    if (i) out_ += "; ";
    bool annotate = pkgInfo_ && f->pkg && !f->exported();
    if (annotate) pkgInfo_ = false;
    if (!f->embedded) {
      out_ += f->name;
      out_ += ' ';
    }
    type(f->type);
    if (annotate) out_ += fmt::format(" /* package {} */ ", f->pkg->path);
    if (!t->tag(i).empty()) out_ += " " + source::quote(t->tag(i));
  }
  out_ += '}';
}

void Writer::interfaceType(Interface* t) {
  if (t->flags & kTypeIsAny) {
    out_ += "any";
    return;
  }
  if (t->tset && t->tset->comparable && t->methods.empty() && t->embeddeds.empty()) {  // the predeclared one
    out_ += "interface{comparable}";
    return;
  }
  if (t->implicit) {
    if (t->methods.empty() && t->embeddeds.size() == 1) return type(t->embeddeds[0]);
    out_ += "/* implicit */ ";
  }
  out_ += "interface{";
  bool first = true;
  for (Func* m : t->methods) {
    if (!first) out_ += "; ";
    first = false;
    out_ += m->name;
    if (m->type) signature(static_cast<Signature*>(m->type));
  }
  for (Type* e : t->embeddeds) {
    if (!first) out_ += "; ";
    first = false;
    type(e);
  }
  out_ += '}';
}

void Writer::typeParam(TypeParam* p) {
  if (!p->obj) {
    out_ += "<unnamed type parameter>";
    return;
  }
  out_ += p->obj->name;
  if (o_.tparamSubscripts) {
    for (char c : std::to_string(p->id)) source::appendRune(out_, 0x2080 + (c - '0'));
  }
  // A type parameter that is called as a predeclared object needs a word.
  if (p->universe->scope->lookup(p->obj->name)) {
    std::string where = p->check ? p->check->opts.diags->files().format(p->obj->pos) : "";
    out_ += fmt::format(" /* with {} declared at {} */", p->obj->name, where);
  }
}

void Writer::type(Type* t) {
  if (!t) {
    out_ += "<nil>";
    return;
  }
  if (std::find(seen_.begin(), seen_.end(), t) != seen_.end()) {
    static constexpr const char* kTagNames[] = {"Basic",  "Named", "Pointer",   "Slice",     "Array", "Map",       "Chan",
                                                "Struct", "Tuple", "Signature", "Interface", "Union", "TypeParam", "Alias"};
    out_ += fmt::format("<cycle to {}>", kTagNames[static_cast<int>(t->tag)]);
    return;
  }
  seen_.push_back(t);
  switch (t->tag) {
    case Tag::Basic: {
      auto* b = static_cast<Basic*>(t);
      if (b->kind == UnsafePointer) {
        std::string q = o_.qualifier ? o_.qualifier(b->universe->unsafe) : "unsafe";
        if (!q.empty()) out_ += q + ".";
      }
      out_ += b->name;
      break;
    }
    case Tag::Array:
      out_ += fmt::format("[{}]", static_cast<Array*>(t)->len);
      type(static_cast<Array*>(t)->elem);
      break;
    case Tag::Slice:
      out_ += "[]";
      type(static_cast<Slice*>(t)->elem);
      break;
    case Tag::Pointer:
      out_ += '*';
      type(static_cast<Pointer*>(t)->base);
      break;
    case Tag::Map:
      out_ += "map[";
      type(static_cast<Map*>(t)->key);
      out_ += ']';
      type(static_cast<Map*>(t)->elem);
      break;
    case Tag::Chan: {
      auto* c = static_cast<Chan*>(t);
      out_ += c->dir == ChanDir::SendOnly ? "chan<- " : c->dir == ChanDir::RecvOnly ? "<-chan " : "chan ";
      bool parens = c->dir == ChanDir::SendRecv && c->elem && c->elem->tag == Tag::Chan &&
                    static_cast<Chan*>(c->elem)->dir == ChanDir::RecvOnly;
      if (parens) out_ += '(';
      type(c->elem);
      if (parens) out_ += ')';
      break;
    }
    case Tag::Struct: structType(static_cast<Struct*>(t)); break;
    case Tag::Tuple: tuple(static_cast<Tuple*>(t), false); break;
    case Tag::Signature:
      out_ += "func";
      signature(static_cast<Signature*>(t));
      break;
    case Tag::Interface: interfaceType(static_cast<Interface*>(t)); break;
    case Tag::Union: {
      auto* u = static_cast<Union*>(t);
      if (u->terms.empty()) out_ += "<empty union>";
      for (uint32_t i = 0; i < u->terms.size(); i++) {
        if (i) out_ += " | ";
        if (u->terms[i]->tilde) out_ += '~';
        type(u->terms[i]->type);
      }
      break;
    }
    case Tag::Named: {
      auto* n = static_cast<Named*>(t);
      typeName(n->obj);
      if (!n->targs.empty()) {
        typeList(n->targs);
      } else if (!n->tparams.empty()) {
        typeParams(n->tparams);
      }
      break;
    }
    case Tag::Alias: {
      auto* a = static_cast<Alias*>(t);
      typeName(a->obj);
      if (!a->targs.empty()) {
        typeList(a->targs);
      } else if (!a->tparams.empty()) {
        typeParams(a->tparams);
      }
      break;
    }
    case Tag::TypeParam: typeParam(static_cast<TypeParam*>(t)); break;
  }
  seen_.pop_back();
}

// ---- reflection and linker

class ReflectWriter {
 public:
  ReflectWriter(std::string& out, Qualify q, Package* rel) : out_(out), q_(q), rel_(rel) {}
  void type(Type* t);

 private:
  std::string prefix(const Package* p) {
    if (!p || p == rel_) return "";
    return std::string(q_ == Qualify::Path ? p->path : p->name) + ".";
  }
  void typeArgs(List<Type*> list) {
    // Type arguments are written with full paths wherever they stand, as they are part of the name.
    Qualify q = q_;
    q_ = Qualify::Path;
    out_ += '[';
    for (uint32_t i = 0; i < list.size(); i++) {
      if (i) out_ += ',';
      type(list[i]);
    }
    out_ += ']';
    q_ = q;
  }
  void named(TypeName* obj, List<Type*> targs) {
    out_ += prefix(obj->pkg);
    out_ += obj->name;
    if (!targs.empty()) typeArgs(targs);
    // Local types of one name are told apart by number, where it matters.
    if (obj->localFunc && q_ == Qualify::Path) out_ += fmt::format("·{}", obj->localIndex);
    if (obj->version && q_ == Qualify::Path) out_ += fmt::format("·{}", obj->version);
  }
  void params(Tuple* t, bool variadic) {
    for (uint32_t i = 0; t && i < t->len(); i++) {
      if (i) out_ += ", ";
      Type* p = t->vars[i]->type;
      if (auto* s = variadic && i + 1 == t->len() ? as<Slice>(p) : nullptr) {
        out_ += "...";
        p = s->elem;
      }
      type(p);
    }
  }
  void signature(Signature* s) {
    out_ += '(';
    params(s->params, s->variadic);
    out_ += ')';
    uint32_t n = s->results ? s->results->len() : 0;
    if (n == 0) return;
    out_ += n == 1 ? " " : " (";
    params(s->results, false);
    if (n > 1) out_ += ')';
  }

  std::string& out_;
  Qualify q_;
  Package* rel_;
  int depth_ = 0;
};

void ReflectWriter::type(Type* t) {
  t = unalias(t);
  if (!t || ++depth_ > 200) {  // only a cycle of interface literals is that deep
    out_ += "...";
    if (t) depth_--;
    return;
  }
  switch (t->tag) {
    case Tag::Basic: {
      auto* b = static_cast<Basic*>(t);
      if (b->kind == UnsafePointer) out_ += "unsafe.";
      out_ += b->universe->typ[b->kind]->name;
      break;
    }
    case Tag::Array:
      out_ += fmt::format("[{}]", static_cast<Array*>(t)->len);
      type(static_cast<Array*>(t)->elem);
      break;
    case Tag::Slice:
      out_ += "[]";
      type(static_cast<Slice*>(t)->elem);
      break;
    case Tag::Pointer:
      out_ += '*';
      type(static_cast<Pointer*>(t)->base);
      break;
    case Tag::Map:
      out_ += "map[";
      type(static_cast<Map*>(t)->key);
      out_ += ']';
      type(static_cast<Map*>(t)->elem);
      break;
    case Tag::Chan: {
      auto* c = static_cast<Chan*>(t);
      out_ += c->dir == ChanDir::SendOnly ? "chan<- " : c->dir == ChanDir::RecvOnly ? "<-chan " : "chan ";
      auto* e = as<Chan>(c->elem);
      bool parens = c->dir == ChanDir::SendRecv && e && e->dir == ChanDir::RecvOnly;
      if (parens) out_ += '(';
      type(c->elem);
      if (parens) out_ += ')';
      break;
    }
    case Tag::Struct: {
      auto* s = static_cast<Struct*>(t);
      out_ += "struct {";
      for (uint32_t i = 0; i < s->fields.size(); i++) {
        Var* f = s->fields[i];
        out_ += i ? "; " : " ";
        if (!f->embedded) {
          if (q_ == Qualify::Path && !f->exported()) out_ += prefix(f->pkg);
          out_ += f->name;
          out_ += ' ';
        }
        type(f->type);
        if (!s->tag(i).empty()) out_ += " " + source::quote(s->tag(i));
      }
      out_ += s->fields.empty() ? "}" : " }";
      break;
    }
    case Tag::Tuple:
      out_ += '(';
      params(static_cast<Tuple*>(t), false);
      out_ += ')';
      break;
    case Tag::Signature:
      out_ += "func";
      signature(static_cast<Signature*>(t));
      break;
    case Tag::Interface: {
      TypeSet* s = typeSetOf(static_cast<Interface*>(t));
      out_ += "interface {";
      bool first = true;
      for (Func* m : s->methods) {
        out_ += first ? " " : "; ";
        first = false;
        if (!m->exported()) out_ += prefix(m->pkg);
        out_ += m->name;
        signature(static_cast<Signature*>(m->type));
      }
      if (s->comparable || s->hasTerms()) {
        out_ += first ? " " : "; ";
        first = false;
        out_ += s->comparable ? "comparable" : "";
        for (uint32_t i = 0; i < s->terms.size(); i++) {
          if (i) out_ += " | ";
          if (s->terms[i].tilde) out_ += '~';
          type(s->terms[i].type);
        }
      }
      out_ += first ? "}" : " }";
      break;
    }
    case Tag::Union: {
      auto* u = static_cast<Union*>(t);
      for (uint32_t i = 0; i < u->terms.size(); i++) {
        if (i) out_ += " | ";
        if (u->terms[i]->tilde) out_ += '~';
        type(u->terms[i]->type);
      }
      break;
    }
    case Tag::Named: named(static_cast<Named*>(t)->obj, static_cast<Named*>(t)->targs); break;
    case Tag::TypeParam: out_ += static_cast<TypeParam*>(t)->obj->name; break;
    case Tag::Alias: break;
  }
  depth_--;
}

}  // namespace

void writeType(std::string* out, Type* t, const TypeWriterOptions& o) { Writer(*out, o).type(t); }
void writeSignature(std::string* out, Signature* s, const TypeWriterOptions& o) { Writer(*out, o).signature(s); }

std::string typeString(Type* t, Qualify q, Package* rel) {
  std::string out;
  ReflectWriter(out, q, rel).type(t);
  return out;
}

}  // namespace gvm::types
