// This file makes types and keeps them canonical. An unnamed type is found by a key of words: its kind, then the
// addresses of its component types and the numbers of its names. Components are canonical before the type that uses
// them, so comparing addresses compares structure.
#include "runtime/type/table.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>

#include "runtime/base/layout.h"

namespace gvm::rt::inline type {

namespace {

constexpr u64 kBlockBytes = 64 << 10;  // arena block; most tables need one or two

u64 textHash(std::string_view s) {
  u64 h = 0xcbf29ce484222325ULL;
  for (char c : s) h = (h ^ static_cast<u8>(c)) * 0x100000001b3ULL;
  return h;
}
u32 mixHash(u32 h, u64 v) { return static_cast<u32>(mixMul(h ^ 0x9e3779b97f4a7c15ULL, v ^ 0xa0761d6478bd642fULL) >> 7); }

u64 word(const void* p) { return reinterpret_cast<u64>(p); }

}  // namespace

usize TypeTable::KeyHash::operator()(const Key& k) const {
  u64 h = k.size();
  for (u64 w : k) h = mixMul(h ^ w, 0x9e3779b97f4a7c15ULL);
  return h;
}

TypeTable::TypeTable() { makePredeclared(); }

void* TypeTable::alloc(u64 size) {
  size = alignUp(size, 16);
  if (size > kBlockBytes / 4) {
    blocks_.push_back(std::calloc(1, size));
    return blocks_.back();
  }
  if (static_cast<u64>(end_ - cur_) < size) {
    cur_ = static_cast<u8*>(std::calloc(1, kBlockBytes));
    end_ = cur_ + kBlockBytes;
    blocks_.push_back(cur_);
  }
  void* p = cur_;
  cur_ += size;
  return p;
}

Type* TypeTable::newType(Kind k) {
  Type* t = new (alloc(sizeof(Type))) Type();
  t->kind = k;
  t->underlying = t;
  all_.push_back(t);
  return t;
}

GoString TypeTable::internLocked(std::string_view s) {
  if (s.empty()) return {};
  return symbolText_[symbolId(s)];
}

GoString TypeTable::intern(std::string_view s) {
  MutexLock hold(mu_);
  return internLocked(s);
}

u64 TypeTable::symbolId(std::string_view s) {
  auto [it, fresh] = symbols_.try_emplace(std::string(s), symbolText_.size());
  if (fresh) {
    u8* p = static_cast<u8*>(alloc(s.size() + 1));
    std::memcpy(p, s.data(), s.size());
    symbolText_.push_back({p, static_cast<i64>(s.size())});
  }
  return it->second;
}

template <class Fill>
Type* TypeTable::findOrMake(Key&& key, Kind k, Fill&& fill) {
  auto it = canon_.find(key);
  if (it != canon_.end()) return it->second;
  Type* t = newType(k);
  canon_.emplace(std::move(key), t);
  t->hash = mixHash(static_cast<u32>(k) * 0x85ebca6bu, 0);
  fill(t);
  return t;
}

Type* TypeTable::declareNamed(const NamedDesc& d, bool* isNew) {
  MutexLock hold(mu_);
  auto [it, fresh] = named_.try_emplace(std::string(d.key), nullptr);
  if (isNew) *isNew = fresh;
  if (!fresh) return it->second;
  Type* t = it->second = newType(Kind::Invalid);
  t->tflag |= kTFlagNamed;
  t->name = internLocked(d.name);
  t->pkgPath = internLocked(d.pkgPath);
  t->str.store(new (alloc(sizeof(GoString))) GoString(internLocked(d.str)), std::memory_order_release);
  t->hash = static_cast<u32>(textHash(d.key) >> 9);
  t->underlying = nullptr;
  return t;
}

Type* TypeTable::findNamed(std::string_view key) const {
  MutexLock hold(mu_);
  auto it = named_.find(std::string(key));
  return it == named_.end() ? nullptr : it->second;
}

void TypeTable::setUnderlying(Type* t, Type* under) {
  MutexLock hold(mu_);
  if (t->underlying != nullptr) return;
  t->kind = under->kind;
  t->elem = under->elem;
  t->key = under->key;
  t->len = under->len;
  t->dir = under->dir;
  t->fields = under->fields;
  t->numField = under->numField;
  t->params = under->params;
  t->results = under->results;
  t->numParam = under->numParam;
  t->numResult = under->numResult;
  t->imethods = under->imethods;
  t->numIMethod = under->numIMethod;
  t->tflag |= under->tflag & kTFlagVariadic;
  t->underlying = under->underlying;
}

void TypeTable::setMethods(Type* t, std::span<const MethodDesc> methods, bool late) {
  MutexLock hold(mu_);
  if (t->numMethod >= methods.size()) return;  // more than before: a session has declared some
  Method* ms = static_cast<Method*>(alloc(methods.size() * sizeof(Method)));
  u32 exported = 0;
  for (usize i = 0; i < methods.size(); i++) {
    const MethodDesc& d = methods[i];
    ms[i] = Method{internLocked(d.name), internLocked(d.pkgPath), d.type, d.ifn, d.tfn};
    exported += d.pkgPath.empty();
  }
  std::sort(ms, ms + methods.size(), [](const Method& a, const Method& b) {
    return methodLess(a.name.view(), a.pkgPath.view(), b.name.view(), b.pkgPath.view());
  });
  // The longer array first: who reads the old count beside it stays inside.
  t->methods = ms;
  t->numMethod = static_cast<u32>(methods.size());
  t->numExported = static_cast<decltype(t->numExported)>(exported);
  if (late) refillItabs(t);
}

Type* TypeTable::pointerLocked(Type* elem) {
  if (Type* p = elem->ptrTo.load(std::memory_order_acquire)) return p;
  Type* p = newType(Kind::Pointer);
  p->elem = elem;
  p->hash = mixHash(static_cast<u32>(Kind::Pointer), elem->hash);
  completeLocked(p);
  elem->ptrTo.store(p, std::memory_order_release);
  return p;
}

Type* TypeTable::pointerTo(Type* elem) {
  if (Type* p = elem->ptrTo.load(std::memory_order_acquire)) return p;
  MutexLock hold(mu_);
  return pointerLocked(elem);
}

Type* TypeTable::sliceOf(Type* elem) {
  MutexLock hold(mu_);
  return findOrMake({static_cast<u64>(Kind::Slice), word(elem)}, Kind::Slice, [&](Type* t) {
    t->elem = elem;
    t->hash = mixHash(t->hash, elem->hash);
    completeLocked(t);
  });
}

Type* TypeTable::arrayLocked(Type* elem, u64 len) {
  return findOrMake({static_cast<u64>(Kind::Array), word(elem), len}, Kind::Array, [&](Type* t) {
    t->elem = elem;
    t->len = len;
    t->hash = mixHash(mixHash(t->hash, elem->hash), len);
  });
}

Type* TypeTable::arrayOf(Type* elem, u64 len) {
  MutexLock hold(mu_);
  return arrayLocked(elem, len);
}

Type* TypeTable::mapOf(Type* key, Type* elem) {
  MutexLock hold(mu_);
  return findOrMake({static_cast<u64>(Kind::Map), word(key), word(elem)}, Kind::Map, [&](Type* t) {
    t->key = key;
    t->elem = elem;
    t->hash = mixHash(mixHash(t->hash, key->hash), elem->hash);
  });
}

Type* TypeTable::chanOf(ChanDir dir, Type* elem) {
  MutexLock hold(mu_);
  return findOrMake({static_cast<u64>(Kind::Chan), word(elem), static_cast<u64>(dir)}, Kind::Chan, [&](Type* t) {
    t->elem = elem;
    t->dir = dir;
    t->hash = mixHash(mixHash(t->hash, elem->hash), static_cast<u64>(dir));
    completeLocked(t);
  });
}

Type* TypeTable::funcOf(std::span<Type* const> params, std::span<Type* const> results, bool variadic) {
  MutexLock hold(mu_);
  Key key{static_cast<u64>(Kind::Func), params.size(), variadic};
  for (Type* p : params) key.push_back(word(p));
  for (Type* r : results) key.push_back(word(r));
  return findOrMake(std::move(key), Kind::Func, [&](Type* t) {
    t->params = static_cast<Type**>(alloc((params.size() + results.size()) * 8));
    t->results = t->params + params.size();
    t->numParam = static_cast<u32>(params.size());
    t->numResult = static_cast<u32>(results.size());
    if (variadic) t->tflag |= kTFlagVariadic;
    t->hash = mixHash(t->hash, params.size() * 2 + variadic);
    for (usize i = 0; i < params.size(); i++) t->hash = mixHash(t->hash, (t->params[i] = params[i])->hash);
    for (usize i = 0; i < results.size(); i++) t->hash = mixHash(t->hash, (t->results[i] = results[i])->hash);
    completeLocked(t);
  });
}

Type* TypeTable::structLocked(std::span<const FieldDesc> fields) {
  Key key{static_cast<u64>(Kind::Struct)};
  for (const FieldDesc& f : fields) {
    key.push_back(symbolId(f.name) << 1 | f.embedded);
    key.push_back(symbolId(f.tag));
    key.push_back(symbolId(f.pkgPath));
    key.push_back(word(f.type));
  }
  return findOrMake(std::move(key), Kind::Struct, [&](Type* t) {
    t->numField = static_cast<u32>(fields.size());
    t->fields = static_cast<Field*>(alloc(fields.size() * sizeof(Field)));
    for (usize i = 0; i < fields.size(); i++) {
      const FieldDesc& f = fields[i];
      t->fields[i] = Field{internLocked(f.name), f.type, 0, internLocked(f.tag), internLocked(f.pkgPath), f.embedded};
      if (!f.pkgPath.empty() && t->pkgPath.len == 0) t->pkgPath = t->fields[i].pkgPath;
      t->hash = mixHash(mixHash(t->hash, textHash(f.name)), f.type->hash);
    }
  });
}

Type* TypeTable::structOf(std::span<const FieldDesc> fields) {
  MutexLock hold(mu_);
  return structLocked(fields);
}

Type* TypeTable::interfaceLocked(std::span<const IMethodDesc> methods) {
  std::vector<IMethodDesc> ms(methods.begin(), methods.end());
  std::sort(ms.begin(), ms.end(), [](const IMethodDesc& a, const IMethodDesc& b) {
    return methodLess(a.name, a.pkgPath, b.name, b.pkgPath);
  });
  Key key{static_cast<u64>(Kind::Interface)};
  for (const IMethodDesc& m : ms) {
    key.push_back(symbolId(m.name));
    key.push_back(symbolId(m.pkgPath));
    key.push_back(word(m.type));
  }
  return findOrMake(std::move(key), Kind::Interface, [&](Type* t) {
    t->numIMethod = static_cast<u32>(ms.size());
    t->imethods = static_cast<IMethod*>(alloc(ms.size() * sizeof(IMethod)));
    for (usize i = 0; i < ms.size(); i++) {
      t->imethods[i] = IMethod{internLocked(ms[i].name), internLocked(ms[i].pkgPath), ms[i].type};
      if (!ms[i].pkgPath.empty() && t->pkgPath.len == 0) t->pkgPath = t->imethods[i].pkgPath;
      t->hash = mixHash(mixHash(t->hash, textHash(ms[i].name)), ms[i].type->hash);
    }
    completeLocked(t);
  });
}

Type* TypeTable::interfaceOf(std::span<const IMethodDesc> methods) {
  MutexLock hold(mu_);
  return interfaceLocked(methods);
}

void TypeTable::makePredeclared() {
  auto predeclare = [&](std::string_view key, std::string_view name, std::string_view pkg) {
    bool fresh = false;
    return declareNamed({key, key, name, pkg}, &fresh);
  };
  symbolId("");
  for (int i = 1; i < kNumKinds; i++) {
    Kind k = static_cast<Kind>(i);
    if (kindSize(k) == 0 || (i >= static_cast<int>(Kind::Array) && k != Kind::String && k != Kind::UnsafePointer)) {
      continue;
    }
    bool isUnsafe = k == Kind::UnsafePointer;
    Type* t = predeclare(kindName(k), isUnsafe ? "Pointer" : kindName(k), isUnsafe ? "unsafe" : "");
    t->kind = k;
    t->underlying = t;
    basic_[i] = t;
    complete(t);
  }
  eface_ = interfaceOf({});
  Type* str = basic(Kind::String);
  IMethodDesc m{"Error", "", funcOf({}, std::span<Type* const>(&str, 1), false)};
  Type* shape = interfaceOf(std::span<const IMethodDesc>(&m, 1));
  error_ = predeclare("error", "error", "");
  setUnderlying(error_, shape);
  complete(error_);
}

void alginit(VM* vm) {
  vm->hash = new HashState();
  hashInit(*vm->hash, vm->hashSeed[0], !vm->debug.cpuAesOff && !vm->debug.cpuAllOff);
  if (vm->types == nullptr) vm->types = new TypeTable();
}

void algFree(VM* vm) {
  delete vm->types;
  delete vm->hash;
  vm->types = nullptr;
  vm->hash = nullptr;
}

// ---- layout ---------------------------------------------------------------------------------------------------------

bool TypeTable::complete(Type* t) {
  if (t->tflag & kTFlagComplete) return true;
  MutexLock hold(mu_);
  return completeLocked(t);
}

bool TypeTable::completeLocked(Type* t) {
  if (t->tflag & kTFlagComplete) return true;
  if (t->kind == Kind::Invalid || (t->tflag & kTFlagLayoutBusy)) return false;
  t->tflag |= kTFlagLayoutBusy;
  bool ok = layout(t);
  t->tflag &= static_cast<u16>(~kTFlagLayoutBusy);
  return ok;
}

bool TypeTable::layout(Type* t) {
  auto layoutOf = [](const Type* e) { return Layout{e->size, e->ptrdata, e->align, false}; };
  Layout l;
  if (t->kind == Kind::Array) {
    if (!completeLocked(t->elem)) return false;
    l = arrayLayout(layoutOf(t->elem), t->len);
  } else if (t->kind == Kind::Struct) {
    StructLayout s;
    for (u32 i = 0; i < t->numField; i++) {
      Field& f = t->fields[i];
      if (!completeLocked(f.type)) return false;
      f.offset = s.add(layoutOf(f.type));
    }
    l = s.finish();
  } else {
    l = kindLayout(t->kind);
  }
  if (l.overflow) return false;
  t->size = l.size;
  t->ptrdata = l.ptrdata;
  t->align = static_cast<u8>(l.align);
  if (kindIsPointerShaped(t->kind)) t->tflag |= kTFlagDirectIface;
  setAlgorithms(t);
  t->gcMask = smallGcMask(t);
  t->tflag |= kTFlagComplete;
  if (t->kind == Kind::Map) {
    if (!completeLocked(t->key) || !completeLocked(t->elem)) {
      t->tflag &= static_cast<u16>(~kTFlagComplete);
      return false;
    }
    makeMapParts(t);
  }
  return true;
}

// The group type of a map is made like any struct, so that the heap and the collector need not know about maps.
void TypeTable::makeMapParts(Type* t) {
  constexpr u64 kMaxInline = 128;  // larger keys and elems are stored by pointer, as in Go
  Type *key = t->key, *elem = t->elem;
  if (key->size > kMaxInline) {
    t->tflag |= kTFlagIndirectKey;
    key = pointerLocked(key);
  }
  if (elem->size > kMaxInline) {
    t->tflag |= kTFlagIndirectElem;
    elem = pointerLocked(elem);
  }
  FieldDesc slotFields[2] = {{"key", "", "", key, false}, {"elem", "", "", elem, false}};
  Type* slot = structLocked(slotFields);
  Type* slots = arrayLocked(slot, 8);
  FieldDesc groupFields[2] = {{"ctrl", "", "", basic(Kind::Uint64), false}, {"slots", "", "", slots, false}};
  Type* group = structLocked(groupFields);
  completeLocked(group);
  t->map = static_cast<MapParts*>(alloc(sizeof(MapParts)));
  *t->map = MapParts{group, static_cast<u32>(slot->size), static_cast<u32>(slot->fields[1].offset), group->size};
  if (t->key->tflag & kTFlagNeedKeyUpdate) t->tflag |= kTFlagNeedKeyUpdate;
  if (t->key->tflag & kTFlagHashMightPanic) t->tflag |= kTFlagHashMightPanic;
}

}  // namespace gvm::rt::inline type
