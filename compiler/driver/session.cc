// This file turns a session's inputs into images; session.h says how. The work on declarations that depend on changed
// ones is in session_define.cc.
#include "compiler/driver/session.h"

#include <algorithm>

#include <fmt/format.h>

#include "compiler/driver/large_stack.h"
#include "compiler/driver/session_text.h"
#include "compiler/types/predicates.h"

namespace gvm::driver {

using types::Object;

namespace {

// The identifier by which inputs reach the package that shows values.
constexpr std::string_view kShow = "__show";
// Inputs between two renewals of the compilation, whose arena only grows.
constexpr uint32_t kStepsPerCompilation = 256;
// Local types of different inputs are numbered apart.
constexpr uint32_t kLocalTypesPerStep = 4096;

}  // namespace

Session::Session(SessionOptions options) : options_(std::move(options)) {
  options_.base.requireMain = false;
  options_.base.errorLimit = 0;
  auto shipped = options_.base.isExternal;
  options_.base.isExternal = [this, shipped](std::string_view path) {
    return (shipped && shipped(path)) || compiled_.find(path) != compiled_.end();
  };
  // main.main is the program's that the session lives in.
  state_.versions["main"] = 1;
  renew();
}
Session::~Session() = default;

void Session::renew() {
  compilation_ = std::make_unique<Compilation>(options_.base);
  stepsOfCompilation_ = 0;
}

SessionResult Session::compile(std::string_view input) {
  SessionResult out;
  onLargeStack([&] {
    std::vector<Chunk> chunks;
    InputError error;
    if (!splitInput(input, &chunks, &error)) {
      out.errors.push_back(std::move(error));
      return;
    }
    count_++;
    State before = state_;
    for (const Chunk& c : chunks)
      if (!chunk(input, c, &out)) break;
    for (Cell& c : state_.cells) c.fresh = false;
    if (out.errors.empty()) return;
    state_ = std::move(before);
    out.images.clear();
    out.notes.clear();
  });
  return out;
}

SessionResult Session::compileFiles(const std::vector<MemoryFile>& files) {
  SessionResult out;
  onLargeStack([&] {
    State before = state_;
    for (const MemoryFile& f : files) {
      Cell c;
      c.file = f.name;
      c.text = f.text;
      c.wholeFile = true;
      state_.cells.push_back(std::move(c));
      collect(state_.cells.back());
    }
    if (!defineFresh(&out)) state_ = std::move(before);
    for (Cell& c : state_.cells) c.fresh = false;
  });
  return out;
}

// The cell for [begin, end) of an input, between head and tail on the same line.
Session::Cell Session::cellOf(std::string_view input, size_t begin, size_t end, uint32_t line, std::string head, std::string tail) {
  Cell c;
  c.file = fmt::format("input {}", count_);
  c.head = std::move(head);
  c.text = std::string(input.substr(begin, end - begin));
  c.tail = std::move(tail);
  c.line = line;
  c.column = sessionColumn(input, begin);
  c.mentions = mentionsIn(c.text);
  return c;
}

bool Session::chunk(std::string_view input, const Chunk& c, SessionResult* out) {
  switch (c.kind) {
    case Chunk::kImport: return importDecl(cellOf(input, c.begin, c.end, c.line, "", ""), out);
    case Chunk::kDecl: return define(cellOf(input, c.begin, c.end, c.line, "", ""), out);
    case Chunk::kDefine: return shortDecl(input, c, out);
    case Chunk::kExpr:
    case Chunk::kStmt: break;
  }
  std::string entry = fmt::format("input{}", ++steps_);
  std::string head = fmt::format("func {}(){{", entry);
  // What printing returns is nobody's interest.
  std::string_view text = input.substr(c.begin, c.end - c.begin);
  bool prints = text.starts_with("fmt.Print") || text.starts_with("fmt.Fprint");
  if (c.kind == Chunk::kExpr && !prints) {
    SessionResult shown;
    Cell cell = cellOf(input, c.begin, c.end, c.line, head + std::string(kShow) + ".Show(", ")}");
    if (evaluate(cell, entry, true, &shown)) {
      for (SessionImage& i : shown.images) out->images.push_back(std::move(i));
      return true;
    }
    bool noValue = shown.errors.size() == 1 && shown.errors[0].text.ends_with("(no value) used as value");
    if (!noValue) {
      out->errors = std::move(shown.errors);
      return false;
    }
  }
  return evaluate(cellOf(input, c.begin, c.end, c.line, head, "}"), entry, false, out);
}

// a, b := x is var a, b = x. Where x mentions one of the names, it means the variable that was there before: the value
// goes through variables of other names.
bool Session::shortDecl(std::string_view input, const Chunk& c, SessionResult* out) {
  std::string left(input.substr(c.begin, c.define - c.begin));
  Mentions names = mentionsIn(left), values = mentionsIn(input.substr(c.define, c.end - c.define));
  bool again = std::any_of(names.names.begin(), names.names.end(), [&](auto& n) { return n != "_" && values.names.contains(n); });
  Cell cell = cellOf(input, c.begin, c.end, c.line, "var ", "");
  cell.text.replace(c.define - c.begin, 2, " =");
  if (!again) return define(std::move(cell), out);
  std::string temps;
  // The left side is names and commas alone, or the checker says so at the first try.
  std::vector<std::string> order = sessionNames(left);
  for (auto& n : order) temps += (temps.empty() ? "" : ", ") + (n == "_" ? n : "__" + n);
  size_t shift = c.define - c.begin;
  Cell first = cell;
  first.text = temps + cell.text.substr(shift);
  first.column += static_cast<int64_t>(shift) - static_cast<int64_t>(temps.size());
  first.mentions = mentionsIn(first.text);
  if (!define(std::move(first), out)) return false;
  cell.text = left + " = " + temps;
  cell.mentions = mentionsIn(cell.text);
  bool blank = std::find(order.begin(), order.end(), "_") != order.end();
  if (blank) {
    std::string to, from;
    for (auto& n : order)
      if (n != "_") to += (to.empty() ? "" : ", ") + n, from += (from.empty() ? "" : ", ") + ("__" + n);
    cell.text = to + " = " + from;
  }
  return define(std::move(cell), out);
}

bool Session::importDecl(Cell cell, SessionResult* out) {
  State before = state_;
  std::vector<SessionImport> imports = sessionImports(cell.text);
  for (SessionImport& i : imports) {
    std::erase_if(state_.imports, [&](const SessionImport& old) { return i.name == old.name && i.name != "." && i.name != "_"; });
    if (i.name != "_") state_.imports.push_back(i);
  }
  // Checked as it stands, so that a missing package is reported here, and its initialisers run now.
  std::vector<Cell> cells{cell};
  Unit* u = check(cells);
  SessionImage image;
  lower::Continuation nothing;
  nothing.defines = [](Object*) { return false; };
  nothing.initialises = [](types::Var*) { return false; };
  nothing.version = [](Object*) { return 0u; };
  if (u && u->state == Unit::Checked) {
    for (SessionImport& i : state_.imports)
      if (i.name.empty()) i.name = importName(u, i.path);
    // Two imports under one name: the later one counts.
    for (size_t k = 0; k < state_.imports.size(); k++)
      std::erase_if(state_.imports, [&, last = state_.imports.back()](const SessionImport& i) {
        return i.name == last.name && i.path != last.path && i.name != ".";
      });
    if (emit(u, nothing, out, &image)) {
      out->images.push_back(std::move(image));
      return true;
    }
  }
  errorsOf(u, cells, out);
  state_ = std::move(before);
  return false;
}

std::string Session::importName(Unit* u, const std::string& path) {
  auto it = u->importMap.find(path);
  return it != u->importMap.end() && it->second->pkg ? std::string(it->second->pkg->name) : path.substr(path.rfind('/') + 1);
}

// The whole text of a cell's file, and where its own text begins.
std::string Session::fileText(const Cell& c, size_t* begin) const {
  std::string text = c.text;
  bool dead = !c.decls.empty() && std::none_of(c.decls.begin(), c.decls.end(), [](const Decl& d) { return d.live; });
  if (dead && !c.wholeFile) {
    *begin = 0;
    return "package main\n";
  }
  for (const Decl& d : c.decls) {
    if (d.live) continue;
    if (d.func) {
      for (uint32_t i = d.begin; i < d.end; i++)
        if (text[i] != '\n') text[i] = ' ';
    } else {
      std::fill(text.begin() + d.name, text.begin() + d.name + d.length, ' ');
      text[d.name] = '_';
    }
  }
  *begin = 0;
  if (c.wholeFile) return text;
  std::string out(c.line - 1, '\n');
  out += "package main;" + c.imports;
  auto use = [&](std::string_view name, const std::string& path) { out += fmt::format("import {} \"{}\";", name, path); };
  if (!text.starts_with("import") && c.original.empty()) {
    for (const SessionImport& i : state_.imports)
      if (i.name == "." || c.mentions.qualifiers.contains(i.name)) use(i.name, i.path);
    for (const std::string& q : c.mentions.qualifiers) {
      bool known = std::any_of(state_.imports.begin(), state_.imports.end(), [&](auto& i) { return i.name == q; });
      if (known || declared(q) || !options_.autoImport) continue;
      if (std::string path = options_.autoImport(q); !path.empty()) use(q, path);
    }
    if (c.head.find(kShow) != std::string::npos) use(kShow, options_.showPackage);
  }
  out += c.head;
  *begin = out.size();
  return out + text + c.tail + "\n";
}

bool Session::declared(std::string_view name) const {
  for (const Cell& c : state_.cells)
    for (const Decl& d : c.decls)
      if (d.live && d.key == name) return true;
  return false;
}

// Checks the cells as one package main; null when that could not even be loaded. The unit's state tells of errors.
Unit* Session::check(const std::vector<Cell>& cells) {
  if (++stepsOfCompilation_ > kStepsPerCompilation) renew();
  std::vector<MemoryFile> files;
  for (const Cell& c : cells) {
    size_t begin;
    files.push_back({c.file, fileText(c, &begin)});
  }
  Unit* u = compilation_->loadSession(files, ++steps_ * kLocalTypesPerStep);
  if (u) compilation_->check();
  return u;
}

void Session::errorsOf(Unit* u, const std::vector<Cell>& cells, SessionResult* out) {
  if (!u || !u->diags->any()) {
    // A package that is missing, or one of another package's own errors.
    std::string text = compilation_->loadErrors();
    if (text.empty()) text = compilation_->errors();
    while (text.ends_with("\n")) text.pop_back();
    if (size_t at = text.find(": "); text.starts_with("input ") && at != std::string::npos) text = text.substr(at + 2);
    out->errors.push_back({cells.empty() ? 1 : cells.back().line, 1, text.empty() ? "this input cannot be compiled" : text});
    return;
  }
  for (const source::Diagnostic* d : u->diags->sorted()) {
    const source::File* file = compilation_->files().file(d->pos);
    size_t index = fileIndex(u, file);
    InputError e{1, 1, sessionText(d->text)};
    if (file && index < cells.size()) {
      const Cell& c = cells[index];
      size_t begin, at = file->offset(d->pos);
      fileText(c, &begin);
      source::Position p = file->position(d->pos);
      e.line = p.line;
      e.col = p.col;
      if (!c.wholeFile) {
        at = at > begin ? at - begin : 0;
        at = std::min(at, c.text.size());
        size_t nl = at ? c.text.rfind('\n', at - 1) : std::string::npos;
        e.line = c.line + static_cast<uint32_t>(std::count(c.text.begin(), c.text.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
        e.col = nl == std::string::npos ? static_cast<uint32_t>(std::max<int64_t>(1, c.column + static_cast<int64_t>(at)))
                                        : static_cast<uint32_t>(at - nl);
      }
    }
    out->errors.push_back(std::move(e));
  }
}

size_t Session::fileIndex(const Unit* u, const source::File* file) {
  for (size_t i = 0; i < u->files.size(); i++)
    if (u->files[i]->file == file) return i;
  return u->files.size();
}

bool Session::evaluate(Cell cell, std::string_view entry, bool show, SessionResult* out) {
  std::vector<Cell> cells = state_.cells;
  cells.push_back(std::move(cell));
  Unit* u = check(cells);
  SessionImage image;
  bool ok = u && u->state == Unit::Checked;
  if (ok) {
    types::Func* fn = nullptr;
    for (types::Func* f : u->pkg->funcs)
      if (f->name == entry) fn = f;
    lower::Continuation what;
    what.defines = [fn](Object* o) { return o == fn; };
    what.initialises = [](types::Var*) { return false; };
    what.version = [this](Object* o) { return versionOf(o); };
    what.functions = {fn};
    applyVersions(u);
    if (show) image.types = shownTypes(u, fn);
    image.call = fmt::format("main.{}", entry);
    ok = emitPackages(out) && emit(u, what, out, &image);
  }
  if (!ok) {
    errorsOf(u, cells, out);
    return false;
  }
  out->images.push_back(std::move(image));
  return true;
}

std::vector<SessionImage::Shown> Session::shownTypes(Unit* u, const types::Func* fn) {
  std::vector<SessionImage::Shown> out;
  auto add = [&](types::Type* t) {
    if (auto* b = types::as<types::Basic>(t); b && b->info & types::IsUntyped) t = types::defaultType(b);
    out.push_back({types::typeString(t, types::Qualify::Name, u->pkg), types::under(t)->tag == types::Tag::Interface});
  };
  auto* stmt = syntax::as<syntax::ExprStmt>(fn->fdecl->body->list[0]);
  auto* call = syntax::as<syntax::CallExpr>(stmt->x);
  for (syntax::Expr* a : call->args) {
    if (auto* tuple = types::as<types::Tuple>(a->type)) {
      for (types::Var* v : tuple->vars) add(v->type);
    } else {
      add(a->type);
    }
  }
  return out;
}

// Packages that the input brought in and that are not part of the library become images of their own, whole.
bool Session::emitPackages(SessionResult* out) {
  std::vector<Unit*> fresh;
  for (Unit* u : compilation_->order())
    if (!u->session && !options_.base.isExternal(u->where.importPath)) fresh.push_back(u);
  if (fresh.empty()) return true;
  auto program = compilation_->lowerWhole(fresh);
  if (!program) return false;
  SessionImage image;
  image.bytes = compilation_->emit(*program);
  if (image.bytes.empty()) return false;
  for (Unit* u : fresh) compiled_[u->where.importPath] = true;
  out->images.push_back(std::move(image));
  return true;
}

bool Session::emit(Unit* u, const lower::Continuation& what, SessionResult* out, SessionImage* image) {
  if (!emitPackages(out)) return false;
  auto program = compilation_->lower(&what);
  if (!program) return false;
  for (lower::Function* f : program->functions)
    if (auto it = replaced_.find(f->object); f->object && it != replaced_.end()) image->replaces.emplace_back(f->symbol);
  replaced_.clear();
  image->bytes = compilation_->emit(*program);
  return !image->bytes.empty();
}

// The type of an expression, a tuple for a call with several results; null with errors in *out.
types::Type* Session::typeOfExpression(std::string_view text, SessionResult* out) {
  std::string entry = fmt::format("input{}", ++steps_);
  std::vector<Cell> cells = state_.cells;
  cells.push_back(cellOf(text, 0, text.size(), 1, fmt::format("func {}(){{{}.Show(", entry, kShow), ")}"));
  Unit* u = check(cells);
  if (!u || u->state != Unit::Checked) {
    errorsOf(u, cells, out);
    return nullptr;
  }
  applyVersions(u);
  for (types::Func* f : u->pkg->funcs)
    if (f->name == entry) {
      auto* call = syntax::as<syntax::CallExpr>(syntax::as<syntax::ExprStmt>(f->fdecl->body->list[0])->x);
      return call->args.size() == 1 ? call->args[0]->type : nullptr;
    }
  return nullptr;
}

std::string Session::typeOf(std::string_view expression, std::vector<InputError>* errors) {
  std::string type;
  onLargeStack([&] {
    SessionResult out;
    types::Type* t = typeOfExpression(expression, &out);
    *errors = std::move(out.errors);
    if (!t) return;
    if (auto* b = types::as<types::Basic>(t); b && b->info & types::IsUntyped) t = types::defaultType(b);
    type = types::typeString(t, types::Qualify::Name);
    for (size_t at; (at = type.find("main.")) != std::string::npos;) type.erase(at, 5);
  });
  return type;
}

std::vector<std::string> Session::names() const {
  std::vector<std::string> out;
  for (const Cell& c : state_.cells)
    for (const Decl& d : c.decls)
      if (d.live && d.key.find('.') == std::string::npos && !d.key.starts_with("__")) out.push_back(d.key);
  for (const SessionImport& i : state_.imports)
    if (i.name != "." && i.name != "_") out.push_back(i.name);
  return out;
}

// The import path behind a package's name; "" when the name is a declaration's, or unknown.
std::string Session::packageOf(std::string_view name) const {
  if (declared(name)) return "";
  for (const SessionImport& i : state_.imports)
    if (i.name == name) return i.path;
  return options_.autoImport ? options_.autoImport(name) : "";
}

std::vector<std::string> Session::members(std::string_view operand) {
  std::vector<std::string> out;
  onLargeStack([&] {
    if (std::string path = packageOf(operand); !path.empty()) {
      std::string text = fmt::format("import _ \"{}\"", path);
      std::vector<Cell> cells{cellOf(text, 0, text.size(), 1, "", "")};
      Unit* u = check(cells);
      if (!u || u->state != Unit::Checked) return;
      for (Object* o : u->importMap[path]->pkg->names()->objects())
        if (o->exported()) out.emplace_back(o->name);
      return;
    }
    SessionResult ignored;
    types::Type* t = typeOfExpression(operand, &ignored);
    if (!t || types::as<types::Tuple>(t)) return;
    types::Type* base = t;
    if (auto* p = types::underAs<types::Pointer>(t)) base = p->base;
    std::vector<types::Struct*> todo;
    if (auto* s = types::underAs<types::Struct>(base)) todo.push_back(s);
    for (size_t i = 0; i < todo.size() && i < 20; i++)
      for (types::Var* f : todo[i]->fields) {
        bool ours = f->pkg && f->pkg->isMain;
        if (ours || f->exported()) out.emplace_back(f->name);
        types::Type* in = f->type;
        if (auto* p = types::underAs<types::Pointer>(in)) in = p->base;
        if (auto* s = types::underAs<types::Struct>(in); s && f->embedded) todo.push_back(s);
      }
    if (auto* iface = types::underAs<types::Interface>(base)) {
      for (types::Func* m : types::typeSetOf(iface)->methods)
        if (m->exported() || (m->pkg && m->pkg->isMain)) out.emplace_back(m->name);
      return;
    }
    auto* pointer = compilation_->arena().make<types::Pointer>(base);
    for (auto& m : types::methodSet(compilation_->arena(), pointer))
      if (m.func->exported() || (m.func->pkg && m.func->pkg->isMain)) out.emplace_back(m.func->name);
  });
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

void Session::reset() {
  state_.cells.clear();
  state_.imports.clear();
}

std::string Session::source() const {
  std::string out;
  for (const SessionImport& i : state_.imports) out += fmt::format("import {} \"{}\"\n", i.name, i.path);
  for (const Cell& c : state_.cells) {
    if (std::none_of(c.decls.begin(), c.decls.end(), [](auto& d) { return d.live; })) continue;
    size_t begin;
    std::string text = fileText(c, &begin);
    if (c.wholeFile) out += text + "\n";
    else if (!c.original.empty()) out += c.original + "\n";
    else out += (c.head.starts_with("var") ? "var " : "") + text.substr(begin, c.text.size()) + "\n";
  }
  return out;
}

}  // namespace gvm::driver
