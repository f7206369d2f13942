// This file writes types into the image: one row per canonical type, structure only.
#include "compiler/emit/unit.h"
#include "compiler/types/object.h"

namespace gvm::emit {

using namespace bytecode;
using namespace types;
using rt::Kind;

namespace {

std::string_view pathOf(const Package* p) { return p ? std::string_view(p->path) : std::string_view(); }

PartRow partOf(uint32_t type) {
  PartRow p{};
  p.type = type;
  return p;
}

TypeRow emptyRow(Kind k) {
  TypeRow r{};
  r.kind = static_cast<uint8_t>(k);
  r.elem = r.key = kNone;
  return r;
}

}  // namespace

uint32_t Unit::typeRow(Type* t) {
  TypeInfo& info = infos.of(t);
  if (info.image) return info.image - 1;
  Type* c = canonical(*options.universe, t);
  auto it = typeRows_.find(c);
  if (it == typeRows_.end()) {
    uint32_t index = writer.reserveType();
    it = typeRows_.emplace(c, index).first;
    info.image = index + 1;
    TypeRow row = emptyRow(infos.of(c).kind);
    fillTypeRow(c, row);
    writer.setType(index, row);
    return index;
  }
  info.image = it->second + 1;
  return it->second;
}

uint32_t Unit::basicRow(Kind k) {
  uint32_t& cached = basicRows_[static_cast<int>(k)];
  if (cached) return cached - 1;
  TypeRow row = emptyRow(k);
  uint32_t i = writer.addType(row);
  cached = i + 1;
  return i;
}

// A name that no other type of the program has: local types carry their number.
std::string Unit::symbolOf(Type* t) {
  t = unalias(t);
  switch (t->tag) {
    case Tag::Named: {
      auto* n = static_cast<Named*>(t);
      TypeName* o = n->object();
      std::string s;
      if (o->pkg) s = std::string(o->pkg->path) + ".";
      if (o->localFunc) s += std::string(o->localFunc->name) + ".";
      s += o->name;
      if (o->localIndex) s += "·" + std::to_string(o->localIndex);
      if (o->version) s += "·" + std::to_string(o->version);
      for (uint32_t k = 0; k < n->targs.size(); k++) s += (k ? "," : "[") + symbolOf(n->targs[k]);
      if (!n->targs.empty()) s += "]";
      return s;
    }
    case Tag::Pointer: return "*" + symbolOf(static_cast<Pointer*>(t)->base);
    case Tag::Slice: return "[]" + symbolOf(static_cast<Slice*>(t)->elem);
    case Tag::Array: return "[" + std::to_string(static_cast<Array*>(t)->len) + "]" + symbolOf(static_cast<Array*>(t)->elem);
    case Tag::Map: return "map[" + symbolOf(static_cast<Map*>(t)->key) + "]" + symbolOf(static_cast<Map*>(t)->elem);
    default: return typeString(t, Qualify::Path);
  }
}

void Unit::fillTypeRow(Type* t, TypeRow& row) {
  t = unalias(t);
  if (t->tag == Tag::Named) {
    auto* n = static_cast<Named*>(t);
    TypeName* o = n->object();
    row.flags |= TypeRow::kNamed;
    row.symbol = writer.str(symbolOf(t));
    std::string s = typeString(t, Qualify::Name), path = typeString(t, Qualify::Path);
    row.string = writer.str(s);
    // reflect's Name: the string without the package, type arguments by path.
    std::string name(o->name);
    if (size_t b = path.find('['); b != std::string::npos) name += path.substr(b);
    row.name = writer.str(name);
    row.pkgPath = writer.str(pathOf(o->pkg));
    row.elem = typeRow(under(t));
    return;
  }
  switch (t->tag) {
    case Tag::Pointer: row.elem = typeRow(static_cast<Pointer*>(t)->base); break;
    case Tag::Slice: row.elem = typeRow(static_cast<Slice*>(t)->elem); break;
    case Tag::Array:
      row.elem = typeRow(static_cast<Array*>(t)->elem);
      row.length = static_cast<uint64_t>(static_cast<Array*>(t)->len);
      break;
    case Tag::Map:
      row.key = typeRow(static_cast<Map*>(t)->key);
      row.elem = typeRow(static_cast<Map*>(t)->elem);
      break;
    case Tag::Chan: {
      auto* c = static_cast<Chan*>(t);
      row.elem = typeRow(c->elem);
      row.dir = c->dir == ChanDir::SendRecv ? 3 : c->dir == ChanDir::SendOnly ? 2 : 1;
      break;
    }
    case Tag::Struct: {
      auto* s = static_cast<Struct*>(t);
      std::vector<PartRow> parts;
      for (uint32_t i = 0; i < s->fields.size(); i++) {
        Var* f = s->fields[i];
        PartRow p = partOf(typeRow(f->type));
        p.name = writer.str(f->name);
        p.tag = writer.str(s->tag(i));
        if (!isExported(f->name)) p.pkgPath = writer.str(pathOf(f->pkg));
        if (f->embedded) p.flags |= PartRow::kEmbedded;
        parts.push_back(p);
      }
      row.numPart = static_cast<uint32_t>(parts.size());
      row.part = writer.addParts(parts);
      break;
    }
    case Tag::Signature: {
      auto* s = static_cast<Signature*>(t);
      std::vector<PartRow> parts;
      for (Var* v : s->params->vars) parts.push_back(partOf(typeRow(v->type)));
      for (Var* v : s->results->vars) parts.push_back(partOf(typeRow(v->type)));
      row.numPart = static_cast<uint32_t>(parts.size());
      row.numResult = s->results->len();
      row.part = writer.addParts(parts);
      if (s->variadic) row.flags |= TypeRow::kVariadic;
      break;
    }
    case Tag::Interface: {
      std::vector<PartRow> parts;
      for (Func* m : typeSetOf(static_cast<Interface*>(t))->methods) {
        PartRow p = partOf(typeRow(m->type));
        p.name = writer.str(m->name);
        if (!isExported(m->name)) p.pkgPath = writer.str(pathOf(m->pkg));
        parts.push_back(p);
      }
      row.numPart = static_cast<uint32_t>(parts.size());
      row.part = writer.addParts(parts);
      break;
    }
    default: break;  // basic types are their kind
  }
}

uint32_t Unit::funcTypeRow(const std::vector<Type*>& params, const std::vector<Type*>& results, bool variadic) {
  std::vector<uint32_t> key;
  for (Type* p : params) key.push_back(typeRow(p));
  for (Type* r : results) key.push_back(typeRow(r));
  std::vector<PartRow> parts;
  for (uint32_t k : key) parts.push_back(partOf(k));
  key.push_back(static_cast<uint32_t>(results.size()));
  key.push_back(variadic);
  auto [it, fresh] = funcTypes_.emplace(std::move(key), 0);
  if (!fresh) return it->second;
  TypeRow row = emptyRow(Kind::Func);
  row.numPart = static_cast<uint32_t>(parts.size());
  row.numResult = static_cast<uint32_t>(results.size());
  row.part = writer.addParts(parts);
  if (variadic) row.flags |= TypeRow::kVariadic;
  return it->second = writer.addType(row);
}

uint32_t Unit::closureRow(const std::string& classes) {
  auto [it, fresh] = closures_.emplace(classes, 0);
  if (!fresh) return it->second;
  TypeRow row = emptyRow(Kind::Struct);
  std::vector<PartRow> parts;
  auto field = [&](std::string name, Kind k) {
    PartRow p = partOf(basicRow(k));
    p.name = writer.str(name);
    parts.push_back(p);
  };
  field("F", Kind::Uintptr);
  for (size_t k = 0; k < classes.size(); k++)
    field("X" + std::to_string(k), classes[k] == 'P' ? Kind::UnsafePointer : Kind::Uintptr);
  row.numPart = static_cast<uint32_t>(parts.size());
  row.part = writer.addParts(parts);
  return it->second = writer.addType(row);
}

}  // namespace gvm::emit
