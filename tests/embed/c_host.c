/* This file is a host in C: the interface needs nothing of C++, and a program's errors arrive as text. */
#include <gvm/gvm.h>
#include <stdio.h>
#include <string.h>

static int twice(gvm_context* c, const gvm_value* args, size_t nargs, gvm_value* results, void* user) {
  (void)c;
  (void)nargs;
  (void)user;
  results[0] = gvm_int(2 * args[0].as.i);
  return 0;
}

int main(void) {
  gvm_options* o = gvm_options_new();
  gvm_vm* vm;
  gvm_value in[1], out[1];
  int bad = 0;
  gvm_options_source(o, "main.go", "package main\nimport \"host\"\nfunc F(n int) int { return host.Twice(n) + 1 }\nfunc main() {}\n", (size_t)-1);
  bad |= gvm_options_host(o, "host", "Twice", "func(int) int", twice, NULL) != GVM_OK;
  if (gvm_create(o, &vm) != GVM_OK) {
    puts(gvm_options_error(o));
    return 1;
  }
  in[0] = gvm_int(20);
  bad |= gvm_call(vm, "main.F", in, 1, out, 1) != GVM_OK || out[0].as.i != 41;
  gvm_destroy(vm);
  gvm_options_free(o);
  o = gvm_options_new();
  gvm_options_source(o, "main.go", "package main\nfunc main() { x }\n", (size_t)-1);
  bad |= gvm_create(o, &vm) != GVM_COMPILE || strstr(gvm_options_error(o), "undefined: x") == NULL;
  gvm_options_free(o);
  puts(bad ? "FAIL" : "ok");
  return bad;
}
