// This file is how a session takes in declarations: which of the old ones they replace, which become invalid, and which
// functions must be compiled again.
//
// Every declaration has a shape: a text of all that others can rely on (a variable's type, a function's signature, a
// type's structure, a constant's value). Shapes are compared with those of the last state. A changed shape gives a new
// symbol, by a version number; since types carry their versions in the shapes of others, a change spreads to whatever
// depends on it, until nothing changes any more.
#include <algorithm>

#include <fmt/format.h>

#include "compiler/driver/session.h"
#include "compiler/types/types.h"

namespace gvm::driver {

using types::Object;
using types::ObjKind;

namespace {

// The named type a method is declared on.
types::Named* receiverOf(types::Func* f) {
  types::Signature* sig = f->signature();
  if (!sig || !sig->recv) return nullptr;
  types::Type* t = types::unalias(sig->recv->type);
  if (auto* p = types::as<types::Pointer>(t)) t = types::unalias(p->base);
  return types::as<types::Named>(t);
}

std::string keyOf(Object* o) {
  if (auto* f = types::objAs<types::Func>(o))
    if (types::Named* n = receiverOf(f)) return fmt::format("{}.{}", n->object()->name, f->name);
  return std::string(o->name);
}

bool isGeneric(types::Func* f) { return !f->signature()->tparams.empty() || !f->signature()->rparams.empty(); }

// The receiver's type name as written, through pointers, parentheses and type parameters.
std::string_view receiverName(const syntax::Expr* e) {
  for (;;) {
    if (auto* s = syntax::as<syntax::StarExpr>(e)) e = s->x;
    else if (auto* p = syntax::as<syntax::ParenExpr>(e)) e = p->x;
    else if (auto* i = syntax::as<syntax::IndexExpr>(e)) e = i->x;
    else break;
  }
  auto* id = syntax::as<syntax::Ident>(e);
  return id ? std::string_view(id->name) : std::string_view();
}

}  // namespace

uint32_t Session::versionOf(Object* o) const {
  if (o->kind == ObjKind::Func && o->name == "init") return 0;
  auto it = state_.versions.find(keyOf(o));
  return it == state_.versions.end() ? 0 : it->second;
}

// Types carry their versions from here on; everything that makes symbols or shapes comes after.
void Session::applyVersions(Unit* u) const {
  for (Object* o : u->pkg->scope->objects())
    if (auto* t = types::objAs<types::TypeName>(o)) t->version = versionOf(t);
}

// Finds the declarations in a cell's text.
void Session::collect(Cell& c) const {
  source::Arena arena;
  source::Interner names(arena);
  source::FileSet files;
  source::Diagnostics diags(files);
  std::string lead = c.wholeFile ? "" : "package main;" + c.head;
  source::File* file = files.addFile("input", lead + c.text + c.tail);
  auto* tree = syntax::parseFile({arena, names, diags}, file);
  auto at = [&](source::Pos p) { return static_cast<uint32_t>(std::max<int64_t>(0, int64_t{file->offset(p)} - static_cast<int64_t>(lead.size()))); };
  c.decls.clear();
  for (syntax::Decl* d : tree->decls) {
    auto add = [&](syntax::Ident* id, std::string key, bool func) {
      if (!id) return;
      Decl e;
      e.key = std::move(key);
      e.name = at(id->pos);
      e.length = static_cast<uint32_t>(id->name.size());
      e.begin = at(syntax::startPos(d));
      e.end = std::min<uint32_t>(at(syntax::endPos(d)), static_cast<uint32_t>(c.text.size()));
      e.func = func;
      e.mentions = mentionsIn(std::string_view(c.text).substr(e.begin, e.end - e.begin));
      c.decls.push_back(std::move(e));
    };
    if (auto* v = syntax::as<syntax::VarDecl>(d)) {
      for (auto* id : v->names) add(id, std::string(id->name), false);
    } else if (auto* k = syntax::as<syntax::ConstDecl>(d)) {
      for (auto* id : k->names) add(id, std::string(id->name), false);
    } else if (auto* t = syntax::as<syntax::TypeDecl>(d)) {
      if (t->name) add(t->name, std::string(t->name->name), false);
    } else if (auto* f = syntax::as<syntax::FuncDecl>(d)) {
      if (!f->name) continue;
      std::string recv = f->recv ? std::string(receiverName(f->recv->typ)) + "." : "";
      add(f->name, recv + std::string(f->name->name), true);
      // The keyword, which the tree does not place, and the closing brace belong to it.
      c.decls.back().begin = at(d->pos);
      if (f->hasBody) c.decls.back().end = std::min<uint32_t>(at(f->bodyEnd) + 1, static_cast<uint32_t>(c.text.size()));
      if (size_t k = c.text.rfind("func", c.decls.back().begin); k != std::string::npos) c.decls.back().begin = static_cast<uint32_t>(k);
    }
  }
}

// A name that is declared again takes the place of the older declaration.
void Session::retire(const std::string& key) {
  for (Cell& c : state_.cells) {
    if (c.fresh) continue;
    for (Decl& d : c.decls)
      if (d.key == key) d.live = false;
  }
}

bool Session::define(Cell cell, SessionResult* out) {
  for (Cell& c : state_.cells) c.fresh = false;
  collect(cell);
  state_.cells.push_back(std::move(cell));
  return defineFresh(out);
}

bool Session::defineFresh(SessionResult* out) {
  std::vector<std::string> keys;
  for (Cell& c : state_.cells)
    if (c.fresh)
      for (Decl& d : c.decls)
        if (d.key != "_" && d.key != "init") keys.push_back(d.key);
  for (auto& k : keys) retire(k);
  for (;;) {
    Unit* u = check(state_.cells);
    if (!u || u->state != Unit::Checked) {
      if (u && u->diags->any() && dropBroken(u, out)) continue;
      errorsOf(u, state_.cells, out);
      return false;
    }
    Change change = compare(u);
    if (!change.dropped.empty()) {
      for (auto& [key, why] : change.dropped) {
        for (Cell& c : state_.cells)
          for (Decl& d : c.decls)
            if (!c.fresh && d.live && d.key == key) d.live = false;
        out->notes.push_back(why);
      }
      state_.versions = change.versionsBefore;
      continue;
    }
    return emitChange(u, change, out);
  }
}

// Drops the older declarations that do not compile any more. False when an error lies in the input itself.
bool Session::dropBroken(Unit* u, SessionResult* out) {
  struct Broken {
    Decl* decl;
    std::string why;
  };
  std::vector<Broken> broken;
  for (const source::Diagnostic* d : u->diags->sorted()) {
    const source::File* file = compilation_->files().file(d->pos);
    size_t i = fileIndex(u, file);
    if (!file || i >= state_.cells.size() || state_.cells[i].fresh) return false;
    Cell& c = state_.cells[i];
    size_t begin;
    fileText(c, &begin);
    size_t at = file->offset(d->pos);
    at = at > begin ? at - begin : 0;
    Decl* hit = nullptr;
    for (Decl& e : c.decls)
      if (e.live && (e.begin <= at || !hit)) hit = &e;
    if (!hit) return false;
    if (std::none_of(broken.begin(), broken.end(), [&](auto& b) { return b.decl == hit; })) broken.push_back({hit, d->text});
  }
  for (Broken& b : broken) {
    b.decl->live = false;
    out->notes.push_back(fmt::format("{} is dropped, it does not compile any more: {}", b.decl->key, b.why));
  }
  return !broken.empty();
}

Session::Change Session::compare(Unit* u) {
  Change ch;
  ch.versionsBefore = state_.versions;
  std::set<std::string> fresh, bumped;
  std::map<std::string, const Decl*> decls;
  for (const Cell& c : state_.cells)
    for (const Decl& d : c.decls)
      if (d.live) {
        decls[d.key] = &d;
        if (c.fresh) fresh.insert(d.key);
      }
  auto textOf = [&](const Decl* d) -> std::string {
    for (const Cell& c : state_.cells)
      for (const Decl& e : c.decls)
        if (&e == d) return c.text.substr(d->begin, d->end - d->begin);
    return "";
  };
  std::vector<Object*> objects;
  for (Object* o : u->pkg->scope->objects())
    if (o->kind != ObjKind::Func && o->name != "_") objects.push_back(o);
  for (types::Func* f : u->pkg->funcs)
    if (f->name != "_" && f->name != "init") objects.push_back(f);
  auto touches = [&](const Decl* d) {
    return std::any_of(ch.changed.begin(), ch.changed.end(), [&](auto& n) { return d->mentions.names.contains(n); });
  };
  auto shapeOf = [&](Object* o, const Decl* d) -> std::string {
    auto str = [](types::Type* t) { return types::typeString(t, types::Qualify::Path); };
    switch (o->kind) {
      case ObjKind::TypeName: {
        auto* t = static_cast<types::TypeName*>(o);
        auto* n = types::as<types::Named>(t->type);
        if (t->isAlias() || !n) return "alias " + str(t->type);
        std::string params = n->tparams.empty() ? "" : textOf(d);
        return "type " + params + str(types::under(n));
      }
      case ObjKind::Const: {
        auto* k = static_cast<types::Const*>(o);
        return "const " + str(k->type) + " " + (k->val ? constant::exactString(k->val) : "");
      }
      case ObjKind::Func: {
        auto* f = static_cast<types::Func*>(o);
        return "func " + str(f->type) + (isGeneric(f) ? textOf(d) : "") + (f->hasPtrRecv() ? "*" : "");
      }
      default: return "var " + str(o->type);
    }
  };
  for (bool again = true; again;) {
    again = false;
    applyVersions(u);
    ch.shapes.clear();
    for (Object* o : objects) {
      std::string key = keyOf(o);
      auto d = decls.find(key);
      if (d == decls.end()) continue;
      std::string shape = shapeOf(o, d->second);
      ch.shapes[key] = shape;
      auto old = state_.shapes.find(key);
      if (old == state_.shapes.end()) continue;
      bool differs = old->second != shape;
      if (auto* f = types::objAs<types::Func>(o); f && isGeneric(f) && touches(d->second)) differs = true;
      if (!differs || bumped.contains(key)) continue;
      if (o->kind == ObjKind::Var && !fresh.contains(key)) {
        ch.dropped[key] = fmt::format("{} is dropped: its type is not what it was", key);
        continue;
      }
      bumped.insert(key);
      state_.versions[key]++;
      ch.changed.insert(key.substr(key.rfind('.') + 1));
      again = true;
    }
  }
  for (Object* o : objects) {
    std::string key = keyOf(o);
    auto d = decls.find(key);
    if (d == decls.end()) continue;
    bool known = state_.shapes.contains(key);
    if (auto* f = types::objAs<types::Func>(o)) {
      types::Named* recv = receiverOf(f);
      bool moved = bumped.contains(key) || (recv && bumped.contains(std::string(recv->object()->name)));
      if (!fresh.contains(key) && !moved && !touches(d->second)) continue;
      ch.defines.insert(o);
      if (!isGeneric(f)) ch.functions.push_back(f);
      if (known && !moved && !isGeneric(f)) ch.replaces.insert(o);
    } else if (o->kind == ObjKind::Var) {
      if (fresh.contains(key) && (!known || bumped.contains(key))) ch.defines.insert(o);
    }
  }
  return ch;
}

namespace {

// Whether a file of package main could write t. Notes the packages it would import, by name.
class Nameable {
 public:
  std::map<std::string, std::string> imports;

  bool type(types::Type* t) {
    using types::Tag;
    switch (t->tag) {
      case Tag::Basic: return !(static_cast<types::Basic*>(t)->info & types::IsUntyped);
      case Tag::Pointer: return type(static_cast<types::Pointer*>(t)->base);
      case Tag::Slice: return type(static_cast<types::Slice*>(t)->elem);
      case Tag::Array: return type(static_cast<types::Array*>(t)->elem);
      case Tag::Chan: return type(static_cast<types::Chan*>(t)->elem);
      case Tag::Map: return type(static_cast<types::Map*>(t)->key) && type(static_cast<types::Map*>(t)->elem);
      case Tag::Named: {
        auto* n = static_cast<types::Named*>(t);
        for (types::Type* a : n->targs)
          if (!type(a)) return false;
        return name(n->object());
      }
      case Tag::Signature: {
        auto* s = static_cast<types::Signature*>(t);
        for (types::Var* v : s->params->vars)
          if (!type(v->type)) return false;
        for (types::Var* v : s->results->vars)
          if (!type(v->type)) return false;
        return s->tparams.empty();
      }
      case Tag::Alias: return name(static_cast<types::Alias*>(t)->obj);
      case Tag::Interface: {
        for (types::Func* m : types::typeSetOf(static_cast<types::Interface*>(t))->methods)
          if (!(m->exported() || (m->pkg && m->pkg->isMain)) || !type(m->type)) return false;
        return true;
      }
      case Tag::Struct: {
        for (types::Var* f : static_cast<types::Struct*>(t)->fields)
          if (!(f->exported() || (f->pkg && f->pkg->isMain)) || !type(f->type)) return false;
        return true;
      }
      default: return false;
    }
  }

 private:
  bool name(types::TypeName* o) {
    if (o->localFunc || o->localIndex) return false;
    if (!o->pkg || o->pkg->isMain) return true;
    if (!o->exported()) return false;
    auto [it, fresh] = imports.emplace(std::string(o->pkg->name), std::string(o->pkg->path));
    return fresh || it->second == o->pkg->path;
  }
};

}  // namespace

// A variable's initial value has done its work: from here on its declaration gives the type alone, so that the value is
// not checked again, and may mention what is gone by then.
void Session::freeze(Unit* u, Cell& c) const {
  std::string text;
  Nameable can;
  for (const Decl& d : c.decls) {
    auto* v = types::objAs<types::Var>(u->pkg->scope->lookup(u->pkg->universe->interner.intern(d.key)));
    if (d.key == "_") continue;
    if (d.func || !v || !can.type(v->type)) return;
    text += fmt::format("{}var {} {}", text.empty() ? "" : ";", d.key, types::typeString(v->type, types::Qualify::Name, u->pkg));
  }
  if (text.empty()) return;
  c.original = c.head + c.text;
  for (auto& [name, path] : can.imports) c.imports += fmt::format("import {} \"{}\";", name, path);
  c.head = c.tail = "";
  c.text = std::move(text);
  c.mentions = mentionsIn(c.text);
  collect(c);
}

bool Session::emitChange(Unit* u, const Change& change, SessionResult* out) {
  auto isFresh = [&](Object* o) {
    size_t i = fileIndex(u, compilation_->files().file(o->pos));
    return i < state_.cells.size() && state_.cells[i].fresh;
  };
  lower::Continuation what;
  what.defines = [&](Object* o) {
    if (o->kind == ObjKind::Func && o->name == "init") return isFresh(o);
    return change.defines.contains(o) || o->name == "_";
  };
  what.initialises = [&](types::Var* v) { return isFresh(v); };
  what.version = [this](Object* o) { return versionOf(o); };
  what.functions = change.functions;
  replaced_ = change.replaces;
  SessionImage image;
  if (!emit(u, what, out, &image)) {
    errorsOf(u, state_.cells, out);
    return false;
  }
  for (auto& [key, shape] : change.shapes) state_.shapes[key] = shape;
  for (Cell& c : state_.cells)
    if (c.fresh && !c.wholeFile) freeze(u, c);
  out->images.push_back(std::move(image));
  return true;
}

}  // namespace gvm::driver
