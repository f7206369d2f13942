// This file holds package net's natives for names, by the C library's resolver, and for network interfaces. A lookup runs
// off the P, as any call that may block.
#include <arpa/inet.h>
#include <cerrno>
#include <cstring>
#include <ifaddrs.h>
#include <net/if.h>
#include <netdb.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "runtime/heap/malloc.h"
#include "runtime/sched/sched.h"
#include "runtime/value/string.h"
#include "stdlib/net/socket.h"

namespace gvm::stdlib {
namespace {

using rt::GoString;
using rt::NativeCall;

// Addresses of a host, one after the other: 17 bytes each, 4 or 6 first, and the zone's number as a text after all. code is
// 0, 1 (no such host), 2 (try again later) or 3 (other, with a text).
std::tuple<GoString, i64, GoString> lookupHost(NativeCall& c, GoString host, i64 family) {
  std::string name(host.view());
  addrinfo hints{}, *list = nullptr;
  hints.ai_family = static_cast<int>(family);
  hints.ai_socktype = SOCK_STREAM;
  int err = 0, sys = 0;
  {
    rt::SyscallScope scope(c.g, true);
    err = getaddrinfo(name.c_str(), nullptr, &hints, &list);
    sys = errno;
  }
  if (err != 0) {
    i64 code = 3;
    if (err == EAI_NONAME || err == EAI_NODATA || err == EAI_ADDRFAMILY) code = 1;
    if (err == EAI_AGAIN) code = 2;
    return {GoString{}, code, rt::gostring(err == EAI_SYSTEM ? strerror(sys) : gai_strerror(err))};
  }
  std::string out;
  for (addrinfo* a = list; a != nullptr; a = a->ai_next) {
    char one[17] = {};
    if (a->ai_family == AF_INET) {
      one[0] = 4;
      std::memcpy(one + 1, &reinterpret_cast<sockaddr_in*>(a->ai_addr)->sin_addr, 4);
    } else if (a->ai_family == AF_INET6) {
      one[0] = 6;
      std::memcpy(one + 1, &reinterpret_cast<sockaddr_in6*>(a->ai_addr)->sin6_addr, 16);
    } else {
      continue;
    }
    out.append(one, sizeof one);
  }
  freeaddrinfo(list);
  return {rt::gostring(out), 0, GoString{}};
}

// The host's name by address: {name, errno-like code as above}.
std::tuple<GoString, i64> lookupAddr(NativeCall& c, RawAddr* a) {
  SockAddr s;
  socklen_t n = toSystem(*a, &s);
  char name[NI_MAXHOST];
  int err;
  {
    rt::SyscallScope scope(c.g, true);
    err = getnameinfo(&s.any, n, name, sizeof name, nullptr, 0, NI_NAMEREQD);
  }
  if (err != 0) return {GoString{}, err == EAI_AGAIN ? 2 : 1};
  return {rt::gostring(name), 0};
}

// The name that a host's name stands for.
std::tuple<GoString, i64> lookupCanonical(NativeCall& c, GoString host) {
  std::string name(host.view()), found;
  addrinfo hints{}, *list = nullptr;
  hints.ai_flags = AI_CANONNAME;
  hints.ai_socktype = SOCK_STREAM;
  int err;
  {
    rt::SyscallScope scope(c.g, true);
    err = getaddrinfo(name.c_str(), nullptr, &hints, &list);
  }
  if (err != 0) return {GoString{}, err == EAI_AGAIN ? 2 : 1};
  if (list != nullptr && list->ai_canonname != nullptr) found = list->ai_canonname;
  freeaddrinfo(list);
  return {rt::gostring(found.empty() ? name : found), 0};
}

// The port of a service; -1 if there is none. /etc/services is read, which does not wait for anybody.
i64 lookupService(GoString protocol, GoString service) {
  std::string proto(protocol.view()), name(service.view());
  servent entry, *found = nullptr;
  char buf[2048];
  if (getservbyname_r(name.c_str(), proto.empty() ? nullptr : proto.c_str(), &entry, buf, sizeof buf, &found) != 0 || !found)
    return -1;
  return ntohs(static_cast<u16>(entry.s_port));
}

// ---- network interfaces ---------------------------------------------------------------------------------------------------

// One line each: "I index mtu flags hardware name" and "A index 4|6 address bits".
GoString interfaces() {
  ifaddrs* list = nullptr;
  if (getifaddrs(&list) != 0) return {};
  std::string out;
  int probe = ::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  std::string seen = "\n";
  for (ifaddrs* i = list; i != nullptr; i = i->ifa_next) {
    unsigned index = if_nametoindex(i->ifa_name);
    if (seen.find("\n" + std::string(i->ifa_name) + "\n") == seen.npos) {
      seen += std::string(i->ifa_name) + "\n";
      ifreq r{};
      std::strncpy(r.ifr_name, i->ifa_name, IFNAMSIZ - 1);
      int mtu = ioctl(probe, SIOCGIFMTU, &r) == 0 ? r.ifr_mtu : 0;
      std::string hardware = "-";
      if (ioctl(probe, SIOCGIFHWADDR, &r) == 0 && r.ifr_hwaddr.sa_family == 1) {
        hardware.clear();
        for (int k = 0; k < 6; k++) hardware += fmt::format("{:02x}", static_cast<u8>(r.ifr_hwaddr.sa_data[k]));
      }
      out += fmt::format("I {} {} {} {} {}\n", index, mtu, i->ifa_flags, hardware, i->ifa_name);
    }
    if (i->ifa_addr == nullptr || i->ifa_netmask == nullptr) continue;
    bool six = i->ifa_addr->sa_family == AF_INET6;
    if (!six && i->ifa_addr->sa_family != AF_INET) continue;
    auto bytes = [&](sockaddr* a) {
      return six ? reinterpret_cast<u8*>(&reinterpret_cast<sockaddr_in6*>(a)->sin6_addr)
                 : reinterpret_cast<u8*>(&reinterpret_cast<sockaddr_in*>(a)->sin_addr);
    };
    int bits = 0;
    for (int k = 0; k < (six ? 16 : 4); k++) bits += __builtin_popcount(bytes(i->ifa_netmask)[k]);
    char text[64];
    inet_ntop(i->ifa_addr->sa_family, bytes(i->ifa_addr), text, sizeof text);
    out += fmt::format("A {} {} {} {}\n", index, six ? 6 : 4, text, bits);
  }
  ::close(probe);
  freeifaddrs(list);
  return rt::gostring(out);
}

i64 interfaceIndex(GoString name) { return if_nametoindex(std::string(name.view()).c_str()); }

const NativeEntry kTable[] = {
    GVM_NATIVE("net.lookupHost", lookupHost),
    GVM_NATIVE("net.lookupAddr", lookupAddr),
    GVM_NATIVE("net.lookupCanonical", lookupCanonical),
    GVM_NATIVE("net.lookupService", lookupService),
    GVM_NATIVE("net.interfaces", interfaces),
    GVM_NATIVE("net.interfaceIndex", interfaceIndex),
};

}  // namespace

std::span<const NativeEntry> netNameNatives() { return kTable; }

}  // namespace gvm::stdlib
