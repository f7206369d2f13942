// This file reports errors and prints types, objects and operands for messages, in gc's way.
#include "compiler/types/checker.h"

namespace gvm::types {

void ErrorDesc::add(At at, std::string text) { parts_.emplace_back(at.pos, std::move(text)); }

void ErrorDesc::addAltDecl(Object* obj) {
  // "other", not "previous": the first declaration seen need not be textually earlier.
  if (obj->pos) add(obj, fmt::format("other declaration of {}", obj->name));
}

std::string ErrorDesc::text() const {
  std::string text;
  for (size_t i = 0; i < parts_.size(); i++) {
    if (i > 0) {
      text += "\n\t";
      if (parts_[i].first) text += check_->opts.diags->files().format(parts_[i].first) + ": ";
    }
    text += parts_[i].second;
  }
  return text;
}

void ErrorDesc::report() {
  if (parts_.empty()) return;
  // Follow-on errors are judged by the first part only.
  if (check_->firstErr) {
    const std::string& m = parts_[0].second;
    auto inside = [&](std::string_view s) {
      size_t i = m.find(s);
      return i != std::string::npos && i > 0;
    };
    if (inside("invalid operand") || inside("invalid type")) return;
  }
  const char* prefix = code_ == Code::InvalidSyntaxTree ? "invalid syntax tree: " : "";
  check_->reportNow(parts_[0].first, code_, prefix + text(), soft);
  parts_.clear();
}

// Where a language version is too old, says who set it.
static std::string versionHint(const Checker& c, Pos pos, const std::string& text) {
  size_t i = text.find("requires go1.");
  if (i == std::string::npos || text.find(" or later", i) == std::string::npos) return "";
  // A file that declares less than the least version a file can have is not said to declare that.
  const source::File* file = c.opts.diags->files().file(pos);
  auto it = c.fileVersions.find(file);
  bool declared = false;
  for (syntax::File* f : c.pkg->files) declared = declared || (f->file == file && it != c.fileVersions.end() && f->goVersion == it->second);
  if (declared) return fmt::format(" (file declares //go:build {})", it->second);
  return fmt::format(" (-lang was set to go1.{}; check go.mod)", c.opts.goVersion.empty() ? kGoCurrent : parseGoVersion(c.opts.goVersion));
}

void Checker::report(Pos pos, Code code, std::string text, bool soft) {
  ErrorDesc err(this, code);
  err.soft = soft;
  err.add(pos, std::move(text));
  err.report();
}

void Checker::reportNow(Pos pos, Code code, std::string text, bool soft) {
  // An inherited constant initialiser is written elsewhere: its errors go to the constant being declared.
  if (env.errpos) pos = env.errpos;
  firstErr = true;
  text += versionHint(*this, pos, text);
  opts.diags->error(pos, code, std::move(text), soft);
}

bool Checker::verifyVersion(At at, GoVersion v, std::string_view what) {
  if (allowVersion(v)) return true;
  versionError(at, v, what);
  return false;
}

void Checker::versionError(At at, GoVersion v, std::string_view what) {
  error(at, Code::UnsupportedFeature, fmt::format("{} requires go1.{} or later", what, v));
}

GoVersion parseGoVersion(std::string_view v) {
  if (v.substr(0, 2) == "go") v.remove_prefix(2);
  if (v.substr(0, 2) != "1.") return v == "1" ? 1 : 0;
  v.remove_prefix(2);
  int n = 0;
  size_t i = 0;
  for (; i < v.size() && v[i] >= '0' && v[i] <= '9' && n < 10000; i++) n = n * 10 + (v[i] - '0');
  return i ? n : 0;
}

// ---- printing ----

static void markImports(const Package* p, std::unordered_set<const Package*>& seen,
                        std::unordered_map<std::string, std::vector<std::string>>& paths) {
  if (!seen.insert(p).second) return;
  auto& list = paths[std::string(p->name)];
  if (std::find(list.begin(), list.end(), p->path) == list.end()) list.emplace_back(p->path);
  for (Package* q : p->imports) markImports(q, seen, paths);
}

std::string Checker::qualifier(const Package* p) {
  if (p == pkg) return "";
  // Packages of the same name anywhere in the import graph are told apart by their paths.
  std::unordered_set<const Package*> seen;
  std::unordered_map<std::string, std::vector<std::string>> paths;
  markImports(pkg, seen, paths);
  for (PkgName* n : imports_) markImports(n->imported, seen, paths);
  if (paths[std::string(p->name)].size() > 1) return constant::quote(p->path);
  return std::string(p->name);
}

TypeWriterOptions Checker::writerOptions() {
  TypeWriterOptions o;
  o.qualifier = [this](const Package* p) { return qualifier(p); };
  return o;
}

std::string fullTypeString(Type* t, Package* rel) {
  TypeWriterOptions o;
  o.qualifier = [rel](const Package* p) { return p == rel ? std::string() : std::string(p->path); };
  std::string out;
  writeType(&out, t, o);
  return out;
}

std::string Checker::str(Type* t) {
  if (!t) return "<nil>";
  std::string out;
  writeType(&out, t, writerOptions());
  return out;
}

std::string Checker::str(List<Type*> list) {
  std::string out = "[";
  for (uint32_t i = 0; i < list.size(); i++) {
    if (i) out += ", ";
    out += str(list[i]);
  }
  return out + "]";
}

std::string Checker::str(List<Expr*> list) {
  std::string out = "[";
  for (uint32_t i = 0; i < list.size(); i++) {
    if (i) out += ", ";
    out += syntax::exprString(list[i]);
  }
  return out + "]";
}

std::string Checker::str(const Package* p) { return fmt::format("package {} ({})", p->name, constant::quote(p->path)); }

std::string Checker::str(const Object* o) {
  std::string name;
  if (o->pkg && o->parent == o->pkg->scope) {
    std::string q = qualifier(o->pkg);
    if (!q.empty()) name = q + ".";
  }
  name += o->name;
  const char* what = "";
  switch (o->kind) {
    case ObjKind::PkgName: return fmt::format("package {}", o->name);
    case ObjKind::Const: what = "const"; break;
    case ObjKind::TypeName: what = "type"; break;
    case ObjKind::Var: what = static_cast<const Var*>(o)->isField() ? "field" : "var"; break;
    case ObjKind::Func: what = "func"; break;
    case ObjKind::Label: return fmt::format("label {}", o->name);
    case ObjKind::Builtin: return fmt::format("builtin {}", o->name);
    case ObjKind::Nil: return "nil";
  }
  return fmt::format("{} {} {}", what, name, str(o->type));
}

std::string_view objectKind(Object* obj) {
  switch (obj->kind) {
    case ObjKind::PkgName: return "package name";
    case ObjKind::Const: return "constant";
    case ObjKind::TypeName:
      if (static_cast<TypeName*>(obj)->isAlias()) return "type alias";
      return obj->type && obj->type->tag == Tag::TypeParam ? "type parameter" : "defined type";
    case ObjKind::Var:
      switch (static_cast<Var*>(obj)->vkind) {
        case VarKind::Package: return "package-level variable";
        case VarKind::Local: return "local variable";
        case VarKind::Recv: return "receiver";
        case VarKind::Param: return "parameter";
        case VarKind::Result: return "result variable";
        case VarKind::Field: return "struct field";
      }
      return "variable";
    case ObjKind::Func:
      return obj->type && static_cast<Signature*>(obj->type)->recv ? "method" : "function";
    case ObjKind::Label: return "label";
    case ObjKind::Builtin: return "built-in function";
    case ObjKind::Nil: return "untyped nil";
  }
  return "";
}

}  // namespace gvm::types
