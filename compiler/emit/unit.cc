// This file drives the making of an image: every function through FuncGen, then globals, method tables and packages.
#include "compiler/emit/unit.h"

#include <algorithm>

#include "compiler/emit/func.h"
#include "compiler/escape/escape.h"
#include "compiler/escape/inline.h"
#include "compiler/escape/notes.h"
#include "compiler/types/object.h"

namespace gvm::emit {

using namespace bytecode;

std::vector<uint8_t> emitProgram(lower::Program& program, const Options& options) {
  Unit unit(program, options);
  escape::InlineReport inlined;
  escape::EscapeReport escapes;
  if (options.optimize) escape::inlineCalls(program, options.notes ? &inlined : nullptr);
  escape::analyze(program, unit.infos, options.notes ? &escapes : nullptr);
  if (options.notes) *options.notes += escape::notes({options.files, options.notesFor, options.mLevel}, inlined, escapes);
  return unit.run();
}

std::vector<uint8_t> Unit::run() {
  for (lower::Function* f : program.functions)
    if (!f->external) emitFunction(*f);
  if (failed_) return {};
  for (lower::Global* g : program.globals)
    if (!g->external) defineGlobal(*g);
  for (lower::Itab* t : program.itabs) {
    itabRow(t->iface, t->concrete);
    for (lower::Function* m : t->methods)
      if (m) funcSymbol(m);
  }
  defineMethods();
  definePackages();
  for (size_t k = 0; k < natives_.size(); k++) defineNative(*natives_[k]);
  return writer.finish();
}

uint32_t Unit::funcSymbol(lower::Function* f) {
  auto [it, fresh] = funcs_.emplace(f, 0);
  if (fresh) {
    // What another image defines carries the type expected of it, so that calls of it can be verified.
    uint32_t type = kNone;
    if (f->external) {
      auto* s = f->sig ? types::underAs<types::Signature>(f->sig) : nullptr;
      type = funcTypeRow(f->paramTypes, f->resultTypes, s && s->variadic);
    }
    it->second = writer.symbol(SymbolKind::kFunc, f->symbol, type);
    if (f->native && !f->external) natives_.push_back(f);
  }
  return it->second;
}

uint32_t Unit::globalSymbol(lower::Global* g) {
  auto [it, fresh] = globals_.emplace(g, 0);
  if (fresh) it->second = writer.symbol(SymbolKind::kGlobal, g->symbol, typeRow(g->type));
  return it->second;
}

uint32_t Unit::fileRow(uint32_t pos, uint32_t* line) {
  *line = 0;
  if (!pos) return kNone;
  if (!lastFile_ || pos < lastFile_->base() || pos > lastFile_->end()) {
    lastFile_ = options.files->file(pos);
    if (!lastFile_) return kNone;
    lastFileRow_ = writer.file(lastFile_->path());
  }
  source::Position p = lastFile_->position(pos);
  *line = p.line;
  // A //line directive may name another file, or none.
  if (p.filename == lastFile_->name()) return lastFileRow_;
  return writer.file(p.filename.empty() ? "??" : p.filename);
}

void Unit::fillSignature(lower::Function& f, FuncDef& def) {
  FuncRow& row = def.row;
  bool variadic = false;
  if (auto* s = f.sig ? types::underAs<types::Signature>(f.sig) : nullptr) variadic = s->variadic;
  row.type = funcTypeRow(f.paramTypes, f.resultTypes, variadic);
  row.name = writer.str(f.name.empty() ? f.symbol : f.name);
  row.pkgPath = writer.str(f.pkg ? std::string_view(f.pkg->path) : std::string_view());
  row.args = writer.str(describeArguments(infos, f.paramTypes));
  for (types::Type* t : f.paramTypes) row.argSlots += infos.of(t).slots;
  for (types::Type* t : f.resultTypes) {
    const TypeInfo& i = infos.of(t);
    for (uint32_t k = 0; k < i.slots; k++) def.ptrResults.push_back(i.ptrSlot(k));
    row.resultSlots += i.slots;
  }
  row.deferReturn = kNone;
  row.tags = {kNone, 0};
  if (options.summaries) {
    if (f.escapeTags.data()) row.tags = writer.str(f.escapeTags);
    if (f.inlinable) row.flags |= FuncRow::kInlinable;
  }
  row.file = fileRow(f.pos, &row.startLine);
  if (f.instance) row.flags |= FuncRow::kInstance;
  if (f.wrapper) row.flags |= FuncRow::kWrapper;
  if (f.rangeBody) row.flags |= FuncRow::kRangeBody;
}

bool Unit::emitFunction(lower::Function& f) {
  uint32_t sym = funcSymbol(&f);
  if (writer.isDefined(sym)) return true;
  if (!frameFits(f)) return false;
  FuncGen g(*this, f);
  if (g.run()) {
    defineFunction(g);
    return true;
  }
  // Too large for the frame: everything in memory goes to the heap.
  for (lower::Var* v : f.vars) v->heap = true;
  for (lower::Block* b : f.blocks)
    for (lower::Instr* i : b->instrs) i->flags &= ~static_cast<uint32_t>(lower::kOnStack);
  FuncGen again(*this, f);
  if (!again.run()) {
    fail(f, "stack frame too large: the variables of the function do not fit a frame");
    return false;
  }
  defineFunction(again);
  return true;
}

void Unit::defineFunction(FuncGen& g) {
  lower::Function& f = g.fn;
  FuncDef def;
  fillSignature(f, def);
  FuncRow& row = def.row;
  if (f.closure) row.flags |= FuncRow::kUsesContext;
  if (g.deferPc != Code::kUnplaced) {
    row.flags |= FuncRow::kHasDefer;
    row.deferReturn = g.deferPc;
  }
  row.numSlots = g.localSlots;
  row.frameSlots = aOf(g.code.words[0]);
  def.ptrSlots = std::move(g.ptrMask);
  for (size_t k = 1; k < f.inlines.size(); k++) {
    const lower::InlineNode& n = f.inlines[k];
    InlineRow r{};
    r.parent = static_cast<int32_t>(n.parent) - 1;
    r.callFile = fileRow(n.callPos, &r.callLine);
    r.name = writer.str(n.fn->name);
    r.file = fileRow(n.fn->pos, &r.startLine);
    def.inlines.push_back(r);
  }
  def.objects = std::move(g.objects);
  defineLines(g, def);
  def.code = std::move(g.code.words);
  def.relocs = std::move(g.code.relocs);
  std::sort(def.relocs.begin(), def.relocs.end(), [](const Reloc& a, const Reloc& b) { return a.offset < b.offset; });
  writer.defineFunc(funcs_[&f], std::move(def));
}

// Rows by position. One whose file is not its function's (//line directives) goes through a node that is no call.
void Unit::defineLines(FuncGen& g, FuncDef& def) {
  uint32_t line = 0, lastLine = kNone;
  int32_t lastInl = -2;
  uint32_t lastOperands = 0;
  std::map<std::pair<int32_t, uint32_t>, int32_t> otherFile;
  for (const Code::Mark& m : g.code.marks) {
    uint32_t file = fileRow(m.pos, &line);
    auto inl = static_cast<int32_t>(m.inl) - 1;
    uint32_t own = inl < 0 ? def.row.file : def.inlines[static_cast<size_t>(inl)].file;
    if (file != own && file != kNone && !g.fn.wrapper) {
      auto [it, fresh] = otherFile.try_emplace({inl, file}, static_cast<int32_t>(def.inlines.size()));
      if (fresh) def.inlines.push_back({inl, 0, {}, file, 0, kNone});
      inl = it->second;
    }
    if (line == lastLine && inl == lastInl && m.unsignedOperands == lastOperands) continue;
    def.lines.push_back({m.pc, line, inl, m.unsignedOperands & 7});
    lastLine = line;
    lastOperands = m.unsignedOperands;
    lastInl = inl;
  }
}

void Unit::defineNative(lower::Function& f) {
  uint32_t sym = funcs_[&f];
  if (writer.isDefined(sym)) return;
  FuncDef def;
  fillSignature(f, def);
  def.row.flags |= FuncRow::kNative;
  def.row.numSlots = std::max(def.row.argSlots, def.row.resultSlots);
  def.row.frameSlots = def.row.numSlots;
  def.ptrSlots.resize(def.row.numSlots);
  uint32_t at = 0;
  for (types::Type* t : f.paramTypes) {
    const TypeInfo& i = infos.of(t);
    for (uint32_t k = 0; k < i.slots; k++) def.ptrSlots[at++] = i.ptrSlot(k);
  }
  writer.defineFunc(sym, std::move(def));
}

void Unit::defineGlobal(lower::Global& g) {
  uint32_t sym = globalSymbol(&g);
  if (writer.isDefined(sym)) return;
  std::vector<Reloc> relocs;
  for (const lower::StaticReloc& r : g.relocs) {
    Reloc out{r.offset, 0, 0, 0, 0};
    auto kind = RelocKind::kGlobal;
    switch (r.kind) {
      case lower::StaticReloc::StringPtr:
        kind = RelocKind::kStr;
        out.target = text(r.str);
        out.addend = static_cast<int32_t>(r.str.size());
        break;
      case lower::StaticReloc::GlobalAddr:
        out.target = globalSymbol(r.global);
        out.addend = static_cast<int32_t>(r.addend);
        break;
      case lower::StaticReloc::FuncAddr: kind = RelocKind::kFunc; out.target = funcSymbol(r.fn); break;
      case lower::StaticReloc::TypeAddr: kind = RelocKind::kType; out.target = typeRow(r.type); break;
      case lower::StaticReloc::ItabAddr: kind = RelocKind::kItab; out.target = itabRow(r.itab->iface, r.itab->concrete); break;
    }
    out.kind = static_cast<uint16_t>(kind);
    relocs.push_back(out);
  }
  writer.defineGlobal(sym, typeRow(g.type), g.hasData ? g.data : std::vector<uint8_t>(), relocs, g.readOnly ? GlobalRow::kReadOnly : 0u);
}

void Unit::defineMethods() {
  for (const lower::MethodTable& t : program.methodTables) {
    std::vector<MethodRow> rows;
    bool direct = infos.of(t.type).isDirect();
    for (const lower::MethodTable::Method& m : t.methods) {
      MethodRow r{};
      r.name = writer.str(m.name);
      r.pkgPath = writer.str(m.pkg ? std::string_view(m.pkg->path) : std::string_view());
      r.type = typeRow(m.sig);
      r.ifn = m.fn ? funcSymbol(m.fn) : kNone;
      r.tfn = direct ? r.ifn : kNone;
      rows.push_back(r);
    }
    uint32_t index = typeRow(t.type), first = writer.addMethods(rows);
    writer.type(index).method = first;
    writer.type(index).numMethod = static_cast<uint32_t>(rows.size());
  }
}

void Unit::definePackages() {
  std::unordered_map<types::Package*, uint32_t> index;
  for (const lower::PackageInit& p : program.packages) {
    std::vector<uint32_t> inits, imports;
    for (lower::Function* f : p.inits) inits.push_back(funcSymbol(f));
    for (types::Package* i : p.pkg->imports)
      if (auto it = index.find(i); it != index.end()) imports.push_back(it->second);
    index[p.pkg] = writer.addPackage(p.pkg->path, p.pkg->name, inits, imports);
  }
}

}  // namespace gvm::emit
