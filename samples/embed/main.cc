// This file is a host in 40 lines: it runs a Go rules script that it does not trust, with limits, and gives it one function.
//
//     cmake -S samples/embed -B build-sample -DCMAKE_PREFIX_PATH=PREFIX && cmake --build build-sample
//     build-sample/rules
#include <cstdio>

#include <gvm/gvm.hpp>

constexpr const char* kRules = R"(package main

import (
	"fmt"
	"shop"
)

func Discount(customer string, total float64) (float64, error) {
	if total < 0 {
		return 0, fmt.Errorf("%s owes %.2f", customer, -total)
	}
	if orders := shop.Orders(customer); orders > 10 {
		return total * 0.2, nil
	}
	return 0, nil
}

func main() {}
)";

int main() {
  gvm::Options options;
  options.source("rules.go", kRules).limit(GVM_LIMIT_HEAP, 64 << 20).limit(GVM_LIMIT_TIME, 100);
  options.bind("shop", "Orders", [](std::string_view customer) { return int64_t(customer.size() * 3); });
  auto vm = gvm::Vm::create(options);
  if (!vm) return std::puts(vm.error().text.c_str()), 1;
  auto discount = vm->function<double(std::string_view, double)>("main.Discount");
  for (auto [customer, total] : {std::pair{"ann", 50.0}, {"bernadette", 80.0}, {"carl", -3.0}}) {
    auto d = discount.orError(customer, total);
    if (d) std::printf("%s: %.2f\n", customer, *d);
    else std::printf("%s: error: %s\n", customer, d.error().text.c_str());
  }
}
