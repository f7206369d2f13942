// This file implements scopes: a list that is searched in order while it is small, with a hash table by name pointer
// once it has more than kLinear names. Names are interned, so a look-up compares pointers only.
#include "compiler/types/object.h"

namespace gvm::types {

namespace {
constexpr uint32_t kLinear = 8;

uint32_t hashName(Name n) {
  uint64_t x = reinterpret_cast<uintptr_t>(n.data());
  return static_cast<uint32_t>((x * 0x9e3779b97f4a7c15ull) >> 32);
}

void enter(Scope* s, uint32_t index) {
  uint32_t mask = s->tableSize - 1;
  uint32_t h = hashName(s->names[index]) & mask;
  while (s->table[h]) h = (h + 1) & mask;
  s->table[h] = index + 1;
}
}  // namespace

Object* Scope::lookup(Name name) const {
  if (!table) {
    for (uint32_t i = 0; i < count; i++)
      if (names[i].data() == name.data()) return elems[i];
    return nullptr;
  }
  uint32_t mask = tableSize - 1;
  for (uint32_t h = hashName(name) & mask; table[h]; h = (h + 1) & mask)
    if (names[table[h] - 1].data() == name.data()) return elems[table[h] - 1];
  return nullptr;
}

Object* Scope::insert(Object* obj) { return insertAs(obj->name, obj); }

Object* Scope::insertAs(Name name, Object* obj) {
  if (Object* alt = lookup(name)) return alt;
  if (count == cap) {
    uint32_t n = cap ? cap * 2 : 4;
    auto** e = static_cast<Object**>(arena->alloc(n * sizeof(Object*)));
    auto* k = static_cast<Name*>(arena->alloc(n * sizeof(Name)));
    std::copy_n(elems, count, e);
    std::copy_n(names, count, k);
    elems = e;
    names = k;
    cap = n;
  }
  elems[count] = obj;
  names[count] = name;
  count++;
  if (count > kLinear) {
    if (count * 2 > tableSize) {
      tableSize = tableSize ? tableSize * 2 : 32;
      table = static_cast<uint32_t*>(arena->alloc(tableSize * sizeof(uint32_t)));
      for (uint32_t i = 0; i < count; i++) enter(this, i);
    } else {
      enter(this, count - 1);
    }
  }
  if (!obj->parent) obj->parent = this;
  return nullptr;
}

Object* Scope::lookupParent(Name name, Scope** where) {
  for (Scope* s = this; s; s = s->parent) {
    if (Object* o = s->lookup(name)) {
      if (where) *where = s;
      return o;
    }
  }
  return nullptr;
}

}  // namespace gvm::types
