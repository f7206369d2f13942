// This file is the shared object's side of backend.h: it owns LLVM's JIT and runs a function through translation, a short
// list of passes, and code generation. The passes are few because the IR that comes from bytecode is already simple:
// promoting slots to registers alone gives most of the speed, and code generation is most of the time. Code without loops
// gets the shortest list.
#include "vm/jit/backend.h"

#include <map>
#include <memory>

#include <llvm/ExecutionEngine/JITLink/JITLinkMemoryManager.h>
#include <llvm/ExecutionEngine/Orc/CompileUtils.h>
#include <llvm/ExecutionEngine/Orc/JITTargetMachineBuilder.h>
#include <llvm/ExecutionEngine/Orc/LLJIT.h>
#include <llvm/ExecutionEngine/Orc/MapperJITLinkMemoryManager.h>
#include <llvm/ExecutionEngine/Orc/MemoryMapper.h>
#include <llvm/ExecutionEngine/Orc/ObjectLinkingLayer.h>
#include <llvm/IR/Verifier.h>
#include <llvm/Passes/PassBuilder.h>
#include <llvm/Support/CommandLine.h>
#include <llvm/Support/TargetSelect.h>
#include <llvm/Support/raw_ostream.h>
#include <llvm/Transforms/InstCombine/InstCombine.h>
#include <llvm/Transforms/Scalar/EarlyCSE.h>
#include <llvm/Transforms/Scalar/GVN.h>
#include <llvm/Transforms/Scalar/LICM.h>
#include <llvm/Transforms/Scalar/LoopPassManager.h>
#include <llvm/Transforms/Scalar/LoopRotation.h>
#include <llvm/Transforms/Scalar/SimplifyCFG.h>
#include <llvm/Transforms/Utils/Mem2Reg.h>

#include "vm/jit/codegen/translator.h"

namespace gvm::jit {

namespace {

using namespace llvm;
using namespace llvm::orc;

// Address space reserved for machine code in one piece, so that calls between functions are direct.
constexpr size_t kCodeReserve = 64 << 20;

// Longest function, in instructions as translated; beyond it the time of some passes is out of proportion.
constexpr u32 kMaxInstructions = 40000;

class LLVMBackend final : public Backend, KnownCode {
 public:
  explicit LLVMBackend(const Host& host) : host_(host) {}

  std::string start();
  CompileResult compile(const CompileRequest& request) override;
  const u64* (*enter())(G*, u64*, const void*) override { return enter_; }
  std::string symbolOf(const Func* f) override {
    auto it = symbols_.find(f);
    return it == symbols_.end() ? std::string() : it->second;
  }

 private:
  std::unique_ptr<Module> newModule(LLVMContext& context, const std::string& name);
  Expected<const void*> finish(std::unique_ptr<Module> module, std::unique_ptr<LLVMContext> context,
                               const std::string& symbol);
  // loops: there are some to optimise.
  void optimise(Module& module, bool loops);
  Error makeEnter();

  Host host_;
  std::unique_ptr<TargetMachine> machine_;
  std::unique_ptr<LLJIT> jit_;
  std::map<const Func*, std::string> symbols_;  // functions compiled from their beginning
  u32 made_ = 0;
  const u64* (*enter_)(G*, u64*, const void*) = nullptr;
};

std::string LLVMBackend::start() {
  InitializeNativeTarget();
  InitializeNativeTargetAsmPrinter();
  // This copy of LLVM is the JIT's own, so its process-wide options are too.
  // Strength reduction of loops is worth a quarter of matmul's time, but takes seconds for long loops with many exits
  // unless it is held back.
  const char* options[] = {"gvm-jit", "-lsr-complexity-limit=500"};
  cl::ParseCommandLineOptions(2, options);
  auto target = JITTargetMachineBuilder::detectHost();
  if (!target) return toString(target.takeError());
  target->setCodeGenOptLevel(CodeGenOptLevel::Less);
  target->setRelocationModel(Reloc::PIC_);
  target->setCodeModel(CodeModel::Small);
  auto machine = target->createTargetMachine();
  if (!machine) return toString(machine.takeError());
  machine_ = std::move(*machine);
  auto jit = LLJITBuilder()
                 .setJITTargetMachineBuilder(*target)
                 .setObjectLinkingLayerCreator([](ExecutionSession& es, const Triple&) -> Expected<std::unique_ptr<ObjectLayer>> {
                   auto memory = MapperJITLinkMemoryManager::CreateWithMapper<InProcessMemoryMapper>(kCodeReserve);
                   if (!memory) return memory.takeError();
                   return std::make_unique<ObjectLinkingLayer>(es, std::move(*memory));
                 })
                 .create();
  if (!jit) return toString(jit.takeError());
  jit_ = std::move(*jit);
  if (Error e = makeEnter()) return toString(std::move(e));
  return "";
}

std::unique_ptr<Module> LLVMBackend::newModule(LLVMContext& context, const std::string& name) {
  auto m = std::make_unique<Module>(name, context);
  m->setDataLayout(jit_->getDataLayout());
  m->setTargetTriple(machine_->getTargetTriple().str());
  return m;
}

Expected<const void*> LLVMBackend::finish(std::unique_ptr<Module> module, std::unique_ptr<LLVMContext> context,
                                          const std::string& symbol) {
  for (llvm::Function& f : *module)
    if (!f.isIntrinsic()) f.setDSOLocal(true);
  if (Error e = jit_->addIRModule(ThreadSafeModule(std::move(module), std::move(context)))) return std::move(e);
  auto address = jit_->lookup(symbol);
  if (!address) return address.takeError();
  return address->toPtr<const void*>();
}

// enter(g, fp, code): the way from C++ into machine code. Register arguments are loaded whether the function has them or
// not: there is always stack above a frame.
Error LLVMBackend::makeEnter() {
  auto context = std::make_unique<LLVMContext>();
  auto module = newModule(*context, "enter");
  IRBuilder<> b(*context);
  llvm::Type *p = b.getPtrTy(), *i = b.getInt64Ty();
  auto* f = llvm::Function::Create(FunctionType::get(i, {p, p, p}, false), GlobalValue::ExternalLinkage, "gvmEnter", *module);
  f->addFnAttr(Attribute::NoUnwind);
  b.SetInsertPoint(BasicBlock::Create(*context, "entry", f));
  Value* fp = f->getArg(1);
  SmallVector<Value*, 8> args{f->getArg(0), fp};
  for (u32 k = 0; k < 4; k++) args.push_back(b.CreateLoad(i, b.CreateConstGEP1_64(i, fp, k)));
  args.push_back(PoisonValue::get(p));
  CallInst* call = b.CreateCall(Translator::codeType(*context), f->getArg(2), args);
  Translator::codeAttributes(call);
  Value* status = b.CreateExtractValue(call, 0);
  auto *done = BasicBlock::Create(*context, "done", f), *out = BasicBlock::Create(*context, "out", f);
  b.CreateCondBr(b.CreateICmpEQ(status, b.getInt64(0)), done, out);
  b.SetInsertPoint(done);
  for (u32 k = 0; k < 3; k++) b.CreateStore(b.CreateExtractValue(call, k + 1), b.CreateConstGEP1_64(i, fp, k));
  b.CreateBr(out);
  b.SetInsertPoint(out);
  b.CreateRet(status);
  auto entry = finish(std::move(module), std::move(context), "gvmEnter");
  if (!entry) return entry.takeError();
  enter_ = reinterpret_cast<const u64* (*)(G*, u64*, const void*)>(reinterpret_cast<uptr>(*entry));
  return Error::success();
}

void LLVMBackend::optimise(Module& module, bool loops) {
  LoopAnalysisManager loopAnalyses;
  FunctionAnalysisManager functions;
  CGSCCAnalysisManager sccs;
  ModuleAnalysisManager modules;
  PassBuilder builder(machine_.get());
  builder.registerModuleAnalyses(modules);
  builder.registerCGSCCAnalyses(sccs);
  builder.registerFunctionAnalyses(functions);
  builder.registerLoopAnalyses(loopAnalyses);
  builder.crossRegisterProxies(loopAnalyses, functions, sccs, modules);
  FunctionPassManager passes;
  passes.addPass(PromotePass());
  passes.addPass(EarlyCSEPass(loops));
  passes.addPass(InstCombinePass(InstCombineOptions().setMaxIterations(1)));
  passes.addPass(SimplifyCFGPass());
  if (loops) {
    LoopPassManager loop;
    loop.addPass(LoopRotatePass());
    loop.addPass(LICMPass(LICMOptions()));
    passes.addPass(createFunctionToLoopPassAdaptor(std::move(loop), true));
    passes.addPass(GVNPass());
    passes.addPass(InstCombinePass(InstCombineOptions().setMaxIterations(1)));
    passes.addPass(SimplifyCFGPass());
  }
  for (llvm::Function& f : module)
    if (!f.isDeclaration()) passes.run(f, functions);
}

CompileResult LLVMBackend::compile(const CompileRequest& request) {
  CompileResult result;
  auto context = std::make_unique<LLVMContext>();
  std::string symbol = "f" + std::to_string(made_++);
  auto module = newModule(*context, symbol);
  Translator translator(*module, host_, *this, request, symbol);
  translator.run();
  if (u32 n = module->getInstructionCount(); n > kMaxInstructions) {
    result.error = "too long: " + std::to_string(n) + " instructions before optimisation";
    return result;
  }
#ifdef GVM_DEBUG
  if (verifyModule(*module, &errs())) module->print(errs(), nullptr), abort();
#endif
  optimise(*module, translator.hasLoops());
  if (host_.dump) module->print(errs(), nullptr);
  result.bytes = module->getInstructionCount();
  auto entry = finish(std::move(module), std::move(context), symbol);
  if (!entry) {
    result.error = toString(entry.takeError());
    return result;
  }
  result.entry = *entry;
  if (request.loopPc == kNoPc) symbols_[request.fn] = symbol;
  return result;
}

}  // namespace

extern "C" __attribute__((visibility("default"))) Backend* gvmMakeJitBackend(u32 version, const Host* host) {
  if (version != kBackendVersion) return nullptr;
  auto backend = std::make_unique<LLVMBackend>(*host);
  if (std::string e = backend->start(); !e.empty()) {
    fprintf(stderr, "gvm: the JIT cannot be used: %s\n", e.c_str());
    return nullptr;
  }
  return backend.release();
}

}  // namespace gvm::jit
