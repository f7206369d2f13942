// This file implements the line editor on libedit.
#include "tools/repl/editor.h"

#include <histedit.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <clocale>
#include <mutex>

namespace gvm::repl {
namespace {

constexpr int kHistoryEntries = 2000;

void makeParents(const std::string& file) {
  for (size_t i = 1; i < file.size(); i++)
    if (file[i] == '/') mkdir(file.substr(0, i).c_str(), 0700);
}

}  // namespace

struct Editor::Impl {
  EditLine* el = nullptr;
  History* history = nullptr;
  std::string prompt, historyFile;
  CompleteFn complete;
  int wakePipe[2] = {-1, -1};
  std::atomic<bool> interrupted{false};
  std::mutex mu;            // guards the next two
  bool editing = false;
  std::string pending;      // to show above the line

  // Takes the line off the screen, prints what came, and puts the line back.
  void showPending() {
    std::string text;
    {
      std::lock_guard hold(mu);
      text.swap(pending);
    }
    if (text.empty()) return;
    if (!text.ends_with("\n")) text += "\n";
    std::string out = "\r\x1b[K" + text;
    if (write(STDOUT_FILENO, out.data(), out.size()) < 0) return;
    el_set(el, EL_REFRESH);
  }

  static Impl* of(EditLine* el) {
    void* p = nullptr;
    el_get(el, EL_CLIENTDATA, &p);
    return static_cast<Impl*>(p);
  }
  static char* promptOf(EditLine* el) { return of(el)->prompt.data(); }

  // One character from the terminal, unless an interrupt comes first.
  static int getChar(EditLine* el, wchar_t* out) {
    Impl* me = of(el);
    for (;;) {
      pollfd fds[2] = {{STDIN_FILENO, POLLIN, 0}, {me->wakePipe[0], POLLIN, 0}};
      if (poll(fds, 2, -1) < 0) {
        if (errno == EINTR) continue;
        return -1;
      }
      if (fds[1].revents & POLLIN) {
        char byte;
        if (read(me->wakePipe[0], &byte, 1) > 0 && me->interrupted) return 0;
        me->showPending();
        continue;
      }
      unsigned char c;
      ssize_t n = read(STDIN_FILENO, &c, 1);
      if (n <= 0) return n < 0 && errno == EINTR ? -1 : 0;
      if (c < 0x80) {
        *out = c;
        return 1;
      }
      // The rest of a UTF-8 sequence.
      int more = c >= 0xF0 ? 3 : c >= 0xE0 ? 2 : 1;
      wchar_t w = c & (0x3F >> more);
      for (int i = 0; i < more && read(STDIN_FILENO, &c, 1) == 1; i++) w = w << 6 | (c & 0x3F);
      *out = w;
      return 1;
    }
  }

  static unsigned char tab(EditLine* el, int) {
    Impl* me = of(el);
    const LineInfo* li = el_line(el);
    std::string_view line(li->buffer, static_cast<size_t>(li->cursor - li->buffer));
    // At the start of a line a tab indents.
    if (line.find_first_not_of(" \t") == std::string_view::npos) {
      el_insertstr(el, "    ");
      return CC_REFRESH;
    }
    size_t from = line.size();
    std::vector<std::string> list = me->complete(line, &from);
    if (list.empty()) return CC_REFRESH_BEEP;
    std::string common = list[0];
    for (auto& s : list) {
      size_t n = 0;
      while (n < common.size() && n < s.size() && common[n] == s[n]) n++;
      common.resize(n);
    }
    std::string typed(line.substr(from));
    if (common.size() > typed.size()) {
      el_deletestr(el, static_cast<int>(typed.size()));
      el_insertstr(el, common.c_str());
      return CC_REFRESH;
    }
    if (list.size() == 1) return CC_NORM;
    // All that it could be, in columns below the line.
    size_t width = 0;
    for (auto& s : list) width = std::max(width, s.size() + 2);
    size_t columns = std::max<size_t>(1, 80 / width);
    std::string out = "\n";
    for (size_t i = 0; i < list.size(); i++) {
      out += list[i];
      out += (i + 1) % columns && i + 1 < list.size() ? std::string(width - list[i].size(), ' ') : "\n";
    }
    if (write(STDOUT_FILENO, out.data(), out.size()) < 0) return CC_ERROR;
    return CC_REDISPLAY;
  }
};

Editor::Editor(std::string historyFile, CompleteFn complete) : impl_(new Impl) {
  setlocale(LC_CTYPE, "C.UTF-8");
  impl_->historyFile = std::move(historyFile);
  impl_->complete = std::move(complete);
  if (pipe(impl_->wakePipe) != 0) impl_->wakePipe[0] = impl_->wakePipe[1] = -1;
  impl_->el = el_init("gvm", stdin, stdout, stderr);
  impl_->history = history_init();
  HistEvent ev;
  history(impl_->history, &ev, H_SETSIZE, kHistoryEntries);
  history(impl_->history, &ev, H_SETUNIQUE, 1);
  el_set(impl_->el, EL_CLIENTDATA, impl_);
  el_set(impl_->el, EL_PROMPT, Impl::promptOf);
  el_set(impl_->el, EL_EDITOR, "emacs");
  el_set(impl_->el, EL_HIST, ::history, impl_->history);
  el_set(impl_->el, EL_GETCFN, Impl::getChar);
  el_set(impl_->el, EL_ADDFN, "complete-go", "complete a Go name", Impl::tab);
  el_set(impl_->el, EL_BIND, "^I", "complete-go", nullptr);
  el_set(impl_->el, EL_BIND, "^R", "em-inc-search-prev", nullptr);
  el_source(impl_->el, nullptr);
  if (impl_->historyFile.empty()) return;
  makeParents(impl_->historyFile);
  history(impl_->history, &ev, H_LOAD, impl_->historyFile.c_str());
}

Editor::~Editor() {
  history_end(impl_->history);
  el_end(impl_->el);
  close(impl_->wakePipe[0]);
  close(impl_->wakePipe[1]);
  delete impl_;
}

Editor::Result Editor::readLine(const std::string& prompt, std::string* line) {
  impl_->prompt = prompt;
  impl_->interrupted = false;
  int n = 0;
  {
    std::lock_guard hold(impl_->mu);
    impl_->editing = true;
  }
  const char* text = el_gets(impl_->el, &n);
  {
    std::lock_guard hold(impl_->mu);
    impl_->editing = false;
    if (!impl_->pending.empty() && ::write(STDOUT_FILENO, impl_->pending.data(), impl_->pending.size()) >= 0)
      impl_->pending.clear();
  }
  if (impl_->interrupted.exchange(false)) {
    if (write(STDOUT_FILENO, "^C\n", 3) < 0) return Result::kEnd;
    el_reset(impl_->el);
    return Result::kInterrupted;
  }
  if (text == nullptr || n <= 0) return Result::kEnd;
  line->assign(text, static_cast<size_t>(n));
  while (line->ends_with("\n")) line->pop_back();
  return Result::kLine;
}

void Editor::remember(const std::string& input) {
  HistEvent ev;
  std::string entry = input;
  history(impl_->history, &ev, H_ENTER, entry.c_str());
  if (!impl_->historyFile.empty()) history(impl_->history, &ev, H_SAVE, impl_->historyFile.c_str());
}

bool Editor::print(std::string_view text) {
  std::lock_guard hold(impl_->mu);
  if (!impl_->editing) return false;
  impl_->pending += text;
  return write(impl_->wakePipe[1], "p", 1) == 1;
}

void Editor::interrupt() {
  impl_->interrupted = true;
  if (write(impl_->wakePipe[1], "i", 1) < 0) impl_->interrupted = false;
}

}  // namespace gvm::repl
