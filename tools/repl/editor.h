// This file declares the line editor: libedit with a history that outlives the session, completion, and output of other
// goroutines that does not wreck the line being typed.
#pragma once
#include <functional>
#include <string>
#include <vector>

namespace gvm::repl {

class Editor {
 public:
  using CompleteFn = std::function<std::vector<std::string>(std::string_view line, size_t* from)>;

  // historyFile: read now, and written when lines are added; empty: none.
  Editor(std::string historyFile, CompleteFn complete);
  ~Editor();
  Editor(const Editor&) = delete;

  enum class Result { kLine, kEnd, kInterrupted };
  // Reads one line, without its newline.
  Result readLine(const std::string& prompt, std::string* line);
  // Adds an input (several lines are one entry).
  void remember(const std::string& input);
  // From any thread: shows text above the line being typed. False when no line is: the text is for the caller to print.
  bool print(std::string_view text);
  // From any thread: gives up the line being typed, as Ctrl-C does.
  void interrupt();

 private:
  struct Impl;
  Impl* impl_;
};

}  // namespace gvm::repl
