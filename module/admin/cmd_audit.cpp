// audit key, audit checkpoint, audit verify.
#include <fmt/format.h>

#include <chrono>
#include <iostream>

#include "admin/command.hpp"
#include "admin/json.hpp"
#include "audit/api.hpp"

namespace ssiis::admin {
namespace {

void print_json(const audit::Verification& v) {
  std::cout << fmt::format(R"({{"chains":{},"records":{},"checkpoints":{},"breaches":[)", v.chains, v.records,
                           v.checkpoints);
  for (std::size_t i = 0; i < v.breaches.size(); ++i) {
    const auto& b = v.breaches[i];
    std::cout << fmt::format(R"({}{{"chain":{},"seq":{},"what":{}}})", i == 0 ? "" : ",", json_text(b.chain), b.seq,
                             json_text(b.what));
  }
  std::cout << "]}\n";
}

}  // namespace

int cmd_audit_verify(Context& context, const std::vector<std::string>& arguments) {
  const auto args = parse(arguments, {"--from"}, {});
  std::optional<std::int64_t> from;
  if (args.has("--from")) {
    from = whole_number(args.option("--from"));
    if (!from || *from < 1) throw Usage{"--from takes the number of a checkpoint"};
  }
  const auto begin = std::chrono::steady_clock::now();
  const auto result =
      audit::verify(context.pool(), audit::custody_from(context.host_config()), from, [&](std::uint64_t done) {
        if (done >= 50'000) context.progress(fmt::format("{} records", done));
      });
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
  if (context.json()) {
    print_json(result);
  } else {
    for (const auto& b : result.breaches) std::cout << fmt::format("BREACH {} at {}: {}\n", b.chain, b.seq, b.what);
    std::cout << fmt::format("{}: {} chains, {} records, {} checkpoints in {:.2f} s\n",
                             result.breaches.empty() ? "the audit trail holds" : "the audit trail is broken",
                             result.chains, result.records, result.checkpoints, took.count());
  }
  return result.breaches.empty() ? 0 : 1;
}

int cmd_audit_checkpoint(Context& context, const std::vector<std::string>& arguments) {
  if (!arguments.empty()) throw Usage{"audit checkpoint takes no arguments"};
  const SystemClock clock;
  const auto heads = audit::write_checkpoint(context.pool(), clock, audit::custody_from(context.host_config()));
  if (context.json())
    std::cout << fmt::format("{{\"heads\":{}}}\n", heads);
  else if (heads == 0)
    std::cout << "nothing changed since the last checkpoint\n";
  else
    std::cout << fmt::format("checkpoint over {} heads\n", heads);
  return 0;
}

int cmd_audit_key(Context& context, const std::vector<std::string>& arguments) {
  if (!arguments.empty()) throw Usage{"audit key takes no arguments"};
  const auto custody = audit::custody_from(context.host_config());
  if (!audit::create_key(custody)) throw Failed{custody.key_file + " exists already and is not replaced"};
  std::cout << custody.key_file << '\n';
  return 0;
}

}  // namespace ssiis::admin
