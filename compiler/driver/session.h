// This file is a Session: Go compiled input by input into a program that is running already (REPL, hot reload).
//
// The session keeps the source of every living declaration as a cell. Each input is checked together with all cells, as
// one state of package main; what it adds or changes becomes one image, which refers to everything older by symbol:
// variables keep their memory, functions that are defined again take the place of the old ones in code compiled before.
//
// A declaration whose type changes gets a new symbol (Continuation::version), and what mentions it is compiled again:
// functions go on if they still compile; a variable whose type is no longer what its memory holds is dropped. A statement
// or expression becomes a function of its own, inputN, that is called once.
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "compiler/driver/compilation.h"
#include "compiler/driver/input.h"

namespace gvm::driver {

struct SessionOptions {
  Options base;
  // The import path for the name of a well-known package that a session uses without importing it, or "".
  std::function<std::string(std::string_view name)> autoImport;
  // A package with func Show(values ...any), which expressions on their own are handed to.
  std::string showPackage;
};

// One image to add to the program, in order, and what to run of it.
struct SessionImage {
  std::vector<uint8_t> bytes;
  std::string call;                     // symbol of a func() to call after its initialisers, or ""
  std::vector<std::string> replaces;    // symbols of earlier functions that its functions of that name replace
  struct Shown {
    std::string type;                   // as the program's source would write it
    bool iface;                         // an interface
  };
  std::vector<Shown> types;             // of the values shown
};

struct SessionResult {
  std::vector<SessionImage> images;
  std::vector<InputError> errors;       // none: all went well
  std::vector<std::string> notes;       // what else changed: "x is dropped: its type changed"
};

// An import of a session: name is ".", "_", or what the package is used by.
struct SessionImport {
  std::string name, path;
};

class Session {
 public:
  explicit Session(SessionOptions options);
  ~Session();

  // Compiles one input (declarations, statements, expressions). After errors nothing of it counts.
  SessionResult compile(std::string_view input);
  // Takes in the files of a program's package main, as gvm repl FILE does. Their main is not called.
  SessionResult compileFiles(const std::vector<MemoryFile>& files);
  // The type of an expression, or its error.
  std::string typeOf(std::string_view expression, std::vector<InputError>* errors);

  // Living declarations in the order they were made, as source; what :save writes.
  std::string source() const;
  // Names that a new input could use: living declarations and imports.
  std::vector<std::string> names() const;
  // What can follow "operand.": the exported names of a package, or the fields and methods of an expression.
  std::vector<std::string> members(std::string_view operand);
  // Forgets all declarations and imports. What was compiled stays in the program.
  void reset();

 private:
  struct Decl {
    std::string key;        // "x", or "T.m" for methods
    uint32_t name = 0;      // offset of its name in the cell's text
    uint32_t length = 0;    // of the name
    uint32_t begin = 0, end = 0;  // of the declaration
    Mentions mentions;
    bool live = true;
    bool func = false;      // a function or method, which may be compiled again
  };
  struct Cell {
    std::string file;       // "input 3"
    std::string head, text, tail;
    uint32_t line = 1;      // of the text's first byte in the input
    int64_t column = 1;     // of the same
    Mentions mentions;
    std::vector<Decl> decls;
    std::string original;   // of variables: the declaration with its initial values; text then is without
    std::string imports;    // import declarations that a text made by freeze needs
    bool wholeFile = false; // text carries its own package clause and imports
    bool fresh = true;      // of the input being compiled
  };
  // All that an input changes; copied, so that a failed one changes nothing.
  struct State {
    std::vector<Cell> cells;
    std::vector<SessionImport> imports;
    std::map<std::string, uint32_t> versions;   // by key
    std::map<std::string, std::string> shapes;  // by key: what a declaration is to those that use it
  };
  // What a checked state changes.
  struct Change {
    std::map<std::string, uint32_t> versionsBefore;
    std::map<std::string, std::string> shapes, dropped;  // dropped: variables, and what to tell of them
    std::set<std::string, std::less<>> changed;          // names whose shape changed
    std::set<types::Object*> defines, replaces;
    std::vector<types::Func*> functions;
  };

  // session.cc
  bool chunk(std::string_view input, const Chunk& c, SessionResult* out);
  Cell cellOf(std::string_view input, size_t begin, size_t end, uint32_t line, std::string head, std::string tail);
  bool shortDecl(std::string_view input, const Chunk& c, SessionResult* out);
  bool importDecl(Cell cell, SessionResult* out);
  static std::string importName(Unit* u, const std::string& path);
  bool evaluate(Cell cell, std::string_view entry, bool show, SessionResult* out);
  static std::vector<SessionImage::Shown> shownTypes(Unit* u, const types::Func* fn);
  std::string fileText(const Cell& c, size_t* begin) const;
  bool declared(std::string_view name) const;
  Unit* check(const std::vector<Cell>& cells);
  void errorsOf(Unit* u, const std::vector<Cell>& cells, SessionResult* out);
  static size_t fileIndex(const Unit* u, const source::File* file);
  bool emitPackages(SessionResult* out);
  bool emit(Unit* u, const lower::Continuation& what, SessionResult* out, SessionImage* image);
  types::Type* typeOfExpression(std::string_view text, SessionResult* out);
  std::string packageOf(std::string_view name) const;
  void renew();
  // session_define.cc
  void collect(Cell& c) const;
  void retire(const std::string& key);
  bool define(Cell cell, SessionResult* out);
  bool defineFresh(SessionResult* out);
  bool dropBroken(Unit* u, SessionResult* out);
  Change compare(Unit* u);
  void freeze(Unit* u, Cell& c) const;
  bool emitChange(Unit* u, const Change& change, SessionResult* out);
  uint32_t versionOf(types::Object* o) const;
  void applyVersions(Unit* u) const;

  SessionOptions options_;
  std::unique_ptr<Compilation> compilation_;
  State state_;
  std::set<types::Object*> replaced_;                  // of the unit being emitted: they replace older functions
  std::map<std::string, bool, std::less<>> compiled_;  // packages that are images of the program by now
  uint32_t count_ = 0;                                 // inputs
  uint32_t steps_ = 0;
  uint32_t stepsOfCompilation_ = 0;
};

}  // namespace gvm::driver
