/* This file is gvm's C interface: a host program makes virtual machines, gives them Go programs, and calls their functions.
 *
 *     gvm_options* o = gvm_options_new();
 *     gvm_options_source(o, "main.go", "package main\nfunc Add(a, b int) int { return a + b }\nfunc main() {}", (size_t)-1);
 *     gvm_vm* vm;
 *     if (gvm_create(o, &vm) != GVM_OK) fail(gvm_options_error(o));
 *     gvm_value in[2] = {gvm_int(1), gvm_int(2)}, out[1];
 *     if (gvm_call(vm, "main.Add", in, 2, out, 1) != GVM_OK) fail(gvm_error(vm));
 *     gvm_destroy(vm);
 *     gvm_options_free(o);
 *
 * Threads. A VM belongs to the thread that made it: all calls but gvm_stop come from there. A thread may own many VMs,
 * and different threads' VMs share nothing that changes. A VM runs goroutines on threads of its own besides.
 *
 * Failures are results, never signals or exits of the host: a Go panic in a called function ends that call (GVM_PANIC)
 * and the VM goes on; os.Exit, a fatal error, a panic in another goroutine, gvm_stop, and a limit that is exceeded end the
 * VM (GVM_ENDED). An ended VM can only be destroyed.
 *
 * Programs get nothing of the outside world but what the options give: no arguments, no environment, /dev/null for
 * standard input, output and error, no files, no processes, and not the packages unsafe, reflect and syscall. Bytecode
 * images are another matter: the verifier does not prove types of pointers yet, so that only images from a source that the
 * host trusts may be loaded. */
#ifndef GVM_GVM_H
#define GVM_GVM_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct gvm_options gvm_options; /* what a VM is made from; may be used for many VMs */
typedef struct gvm_vm gvm_vm;
typedef struct gvm_func gvm_func;       /* a Go function, as long as its VM */
typedef struct gvm_context gvm_context; /* a host function's call in progress */

typedef enum gvm_status {
  GVM_OK = 0,
  GVM_INVALID = 1,   /* a wrong argument of the host: no such function, wrong number or kinds of values, wrong thread */
  GVM_COMPILE = 2,   /* the program has errors */
  GVM_LOAD = 3,      /* the image, or what it needs, cannot be loaded */
  GVM_PANIC = 4,     /* the called function panicked */
  GVM_ENDED = 5,     /* the VM has ended: gvm_exit_status and gvm_error tell how */
} gvm_status;

typedef enum gvm_kind {
  GVM_NONE = 0,
  GVM_BOOL = 1,   /* as.i, 0 or 1                                                        bool */
  GVM_INT = 2,    /* as.i                                                                int, int8 ... int64 */
  GVM_UINT = 3,   /* as.u                                                                uint, uint8 ... uint64, uintptr */
  GVM_FLOAT = 4,  /* as.f                                                                float32, float64 */
  GVM_STRING = 5, /* as.s                                                                string */
  GVM_BYTES = 6,  /* as.s                                                                []byte */
  GVM_ERROR = 7,  /* as.s, the error's text; data is NULL for nil                        error (results only) */
} gvm_kind;

/* A value that crosses the border. Bytes are copied on the way in. On the way out they belong to the VM and are good until
 * the next call into it; those that a host function is given, until it returns. */
typedef struct gvm_value {
  int32_t kind; /* gvm_kind */
  union {
    int64_t i;
    uint64_t u;
    double f;
    struct {
      const char* data;
      size_t size;
    } s;
  } as;
} gvm_value;

/* ---- options ------------------------------------------------------------------------------------------------------- */

gvm_options* gvm_options_new(void);
void gvm_options_free(gvm_options*);
/* The text of the last failure of gvm_create or gvm_compile with these options; good until the next. Never NULL. */
const char* gvm_options_error(const gvm_options*);

/* A source file of the program's package (several may be given); copied. size may be (size_t)-1 for a C string. */
void gvm_options_source(gvm_options*, const char* name, const char* text, size_t size);
/* A compiled program instead of sources; copied. It is verified unless trusted; see the head of this file. */
void gvm_options_image(gvm_options*, const void* bytes, size_t size, int trusted);

/* A host function, which Go code calls as pkg.name after import "pkg". type is its Go type, "func(int, string) (bool,
 * error)", of the kinds in gvm_kind. It runs on the calling goroutine's thread, which need not be the host's. It returns 0
 * with its results set, or another number for a panic with the text given to gvm_fail. It must not call into its own VM.
 * GVM_INVALID when the type cannot be read. */
typedef int (*gvm_host_func)(gvm_context*, const gvm_value* args, size_t nargs, gvm_value* results, void* user);
gvm_status gvm_options_host(gvm_options*, const char* pkg, const char* name, const char* type, gvm_host_func, void* user);
/* In a host function: the text of the panic that it asks for; copied. */
void gvm_fail(gvm_context*, const char* text);

void gvm_options_arg(gvm_options*, const char* arg);                     /* appends to os.Args */
void gvm_options_env(gvm_options*, const char* name, const char* value); /* a variable of os.Environ */
/* File descriptors for standard input, output and error; -1 for none. Not closed by the VM. */
void gvm_options_stdio(gvm_options*, int in, int out, int err);

typedef enum gvm_capability {
  GVM_ALLOW_FILES = 1,
  GVM_ALLOW_NETWORK = 2,
  GVM_ALLOW_EXEC = 4,
  GVM_ALLOW_SIGNALS = 8,
  GVM_ALLOW_UNSAFE = 16, /* packages unsafe, reflect, syscall; more than one P */
} gvm_capability;
/* Grants what the bits name, besides what was granted before. */
void gvm_options_allow(gvm_options*, uint32_t capabilities);

typedef enum gvm_limit {
  GVM_LIMIT_HEAP = 1,       /* bytes of heap and stacks. Garbage counts until it is collected: a loop that makes nothing but
                             * large blocks may run into the limit although little is live */
  GVM_LIMIT_STACK = 2,      /* bytes of one goroutine's stack */
  GVM_LIMIT_GOROUTINES = 3,
  GVM_LIMIT_TIME = 4,       /* milliseconds that one call from the host may take, within about 10 */
  GVM_LIMIT_PROCS = 5,      /* threads that run Go code at once; always 1 without GVM_ALLOW_UNSAFE */
} gvm_limit;
/* 0 takes the limit away. */
void gvm_options_limit(gvm_options*, gvm_limit, uint64_t value);

/* ---- VMs ----------------------------------------------------------------------------------------------------------- */

/* Compiles the sources to an image, which the caller frees with gvm_free. */
gvm_status gvm_compile(gvm_options*, void** image, size_t* size);
void gvm_free(void*);

/* Makes a VM and initialises the program's packages. On failure *vm is NULL and gvm_options_error tells why. */
gvm_status gvm_create(gvm_options*, gvm_vm** vm);
/* Ends the VM's goroutines and frees all of it. NULL is allowed. */
void gvm_destroy(gvm_vm*);

/* Runs main.main. When it returns the VM goes on, with its state and its other goroutines. */
gvm_status gvm_run(gvm_vm*);
/* The function of that symbol, "main.Add", or NULL. */
gvm_func* gvm_lookup(gvm_vm*, const char* symbol);
/* Calls a function. results has room for nresults values, which must be how many it has. */
gvm_status gvm_call_func(gvm_vm*, gvm_func*, const gvm_value* args, size_t nargs, gvm_value* results, size_t nresults);
gvm_status gvm_call(gvm_vm*, const char* symbol, const gvm_value* args, size_t nargs, gvm_value* results, size_t nresults);

/* From any thread, while the VM is not being destroyed: ends it at once, in a loop or a system call too. The call in
 * progress, and later ones, give GVM_ENDED. */
void gvm_stop(gvm_vm*);

/* The text of the last failure: a panic's value, a fatal error with its traceback. Good until the next call. Never NULL. */
const char* gvm_error(gvm_vm*);
/* Of an ended VM: what os.Exit was given, or 2 for failures. */
int gvm_exit_status(gvm_vm*);

/* ---- making values ------------------------------------------------------------------------------------------------- */

static inline gvm_value gvm_bool(int v) { gvm_value r; r.kind = GVM_BOOL; r.as.i = v != 0; return r; }
static inline gvm_value gvm_int(int64_t v) { gvm_value r; r.kind = GVM_INT; r.as.i = v; return r; }
static inline gvm_value gvm_uint(uint64_t v) { gvm_value r; r.kind = GVM_UINT; r.as.u = v; return r; }
static inline gvm_value gvm_float(double v) { gvm_value r; r.kind = GVM_FLOAT; r.as.f = v; return r; }
static inline gvm_value gvm_run_of(int32_t kind, const char* data, size_t size) {
  gvm_value r;
  r.kind = kind;
  r.as.s.data = data;
  r.as.s.size = size;
  return r;
}
static inline gvm_value gvm_string(const char* data, size_t size) { return gvm_run_of(GVM_STRING, data, size); }
static inline gvm_value gvm_bytes(const void* data, size_t size) { return gvm_run_of(GVM_BYTES, (const char*)data, size); }
static inline gvm_value gvm_error_text(const char* data, size_t size) { return gvm_run_of(GVM_ERROR, data, size); }

#ifdef __cplusplus
}
#endif
#endif
