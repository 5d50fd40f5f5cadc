#include "documents/helper/sandbox.hpp"

#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>

#include <cerrno>
#include <csignal>
#include <cstddef>
#include <system_error>
#include <vector>

namespace ssiis::helper {

namespace {

void limit(__rlimit_resource what, std::uint64_t most) {
  const rlimit value{most, most};
  if (setrlimit(what, &value) != 0) throw std::system_error{errno, std::generic_category(), "setrlimit"};
}

sock_filter statement(unsigned code, unsigned k) { return {static_cast<__u16>(code), 0, 0, k}; }
// Skips `no` instructions unless the accumulator equals k.
sock_filter unless(unsigned k, unsigned no) { return {BPF_JMP | BPF_JEQ | BPF_K, 0, static_cast<__u8>(no), k}; }

// Refuses with EPERM: sockets other than those of this machine's own files, tracing, and starting programs.
std::vector<sock_filter> filter(bool programs) {
#if defined(__x86_64__)
  constexpr unsigned architecture = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
  constexpr unsigned architecture = AUDIT_ARCH_AARCH64;
#else
#error "the helper's sandbox knows x86_64 and aarch64"
#endif
  const auto refuse = statement(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM);
  std::vector<sock_filter> f{
      statement(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, arch)),
      {BPF_JMP | BPF_JEQ | BPF_K, 1, 0, architecture},
      statement(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
      statement(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
  };
#if defined(__x86_64__)
  f.push_back({BPF_JMP | BPF_JGE | BPF_K, 0, 1, 0x40000000});  // the x32 numbers are a second door
  f.push_back(refuse);
#endif
  const auto forbid = [&](unsigned call) {
    f.push_back(unless(call, 1));
    f.push_back(refuse);
  };
#ifndef SSIIS_SANITIZED  // at its end a process looks for leaks from a second one that stops it
  forbid(SYS_ptrace);
#endif
  forbid(SYS_process_vm_writev);
  if (!programs)
    for (const int call : {SYS_execve, SYS_execveat, SYS_socketpair, SYS_connect}) forbid(static_cast<unsigned>(call));
  // socket(domain): only AF_UNIX, which LibreOffice needs to find itself.
  f.push_back(unless(SYS_socket, 4));
  f.push_back(statement(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, args)));
  f.push_back(unless(AF_UNIX, 1));
  f.push_back(statement(BPF_RET | BPF_K, SECCOMP_RET_ALLOW));
  f.push_back(refuse);
  f.push_back(statement(BPF_RET | BPF_K, SECCOMP_RET_ALLOW));
  return f;
}

}  // namespace

void give_up_rights(const Limits& limits) {
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_CPU, limits.cpu_seconds);
  limit(RLIMIT_FSIZE, limits.file_bytes);
#ifndef SSIIS_SANITIZED  // a sanitizer's shadow memory is larger than any limit worth having
  if (limits.memory != 0) limit(RLIMIT_AS, limits.memory);
#endif
  auto rules = filter(limits.programs);
  const sock_fprog program{static_cast<unsigned short>(rules.size()), rules.data()};
  if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 ||
      prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0)
    throw std::system_error{errno, std::generic_category(), "prctl"};
}

}  // namespace ssiis::helper
