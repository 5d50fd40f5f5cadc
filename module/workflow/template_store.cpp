#include "workflow/template_store.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sql/workflow.hpp"

namespace ssiis::workflow {
namespace {

namespace q = sql::workflow;

constexpr std::string_view reference_prefix = "sha256:";
constexpr std::size_t hash_letters = 64, chunk_bytes = 256 * 1024, longest_kind = 60;

bool kept_there(db::Transaction& tx, const std::string& sha256) {
  return tx.find(q::template_there, db::Params{sha256}, [](const db::Row&) { return true; }).has_value();
}

void keep_bytes(db::Transaction& tx, const std::string& sha256, std::string_view bytes) {
  for (int seq = 0; !bytes.empty(); ++seq) {
    const auto piece = bytes.substr(0, chunk_bytes);
    tx.execute(q::template_chunk_insert, db::Params{sha256, seq, as_bytes(piece)});
    bytes.remove_prefix(piece.size());
  }
}

std::string reference_to(const std::string& sha256) { return std::string{reference_prefix} + sha256; }

}  // namespace

bool is_template(std::string_view name) noexcept {
  if (!name.starts_with("templates/lo/") && !name.starts_with("templates/en/")) return false;
  name.remove_prefix(13);
  if (!name.ends_with(".docx")) return false;
  name.remove_suffix(5);
  return !name.empty() && name.size() <= longest_kind &&
         std::all_of(name.begin(), name.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
}

std::string template_name(std::string_view language, std::string_view kind) {
  return fmt::format("templates/{}/{}.docx", language, kind);
}

std::optional<std::string> referred(std::string_view content) {
  if (content.size() != reference_prefix.size() + hash_letters || !content.starts_with(reference_prefix))
    return std::nullopt;
  content.remove_prefix(reference_prefix.size());
  const bool hash = std::all_of(content.begin(), content.end(),
                                [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
  return hash ? std::optional{std::string{content}} : std::nullopt;
}

std::string digest_of(std::string_view name, std::string_view content) {
  if (is_template(name))
    if (auto named = referred(content)) return *named;
  return hex(sha256(content));
}

void keep_templates(db::Pool& pool, Files& files) {
  for (auto& file : files) {
    auto& content = file.second;
    if (!is_template(file.first) || referred(content)) continue;
    const auto hash = hex(sha256(content));
    try {
      pool.transact(db::Mode::write, [&](db::Transaction& tx) {
        if (!kept_there(tx, hash)) keep_bytes(tx, hash, content);
      });
    } catch (const db::Error& e) {
      if (e.fault != db::Fault::unique) throw;  // somebody kept the same bytes meanwhile
    }
    content = reference_to(hash);
  }
}

void keep_templates(db::Transaction& tx, Files& files) {
  for (auto& [name, content] : files) {
    if (!is_template(name) || referred(content)) continue;
    const auto hash = hex(sha256(content));
    if (!kept_there(tx, hash)) keep_bytes(tx, hash, content);
    content = reference_to(hash);
  }
}

std::optional<std::string> template_bytes(db::Transaction& tx, const std::string& sha256_asked) {
  std::string out;
  for (int seq = 0;; ++seq) {
    const auto piece = tx.find(q::template_chunk, db::Params{sha256_asked, seq},
                               [](const db::Row& r) { return std::string{as_text(r.bytes(0))}; });
    if (!piece) break;
    out += *piece;
  }
  if (out.empty()) return std::nullopt;
  if (hex(sha256(out)) != sha256_asked)
    throw std::runtime_error{"workflow: a template's bytes do not have its hash: " + sha256_asked};
  return out;
}

Files templates_of(db::Transaction& tx, const Files& files) {
  Files out;
  for (const auto& [name, content] : files) {
    if (!is_template(name)) continue;
    const auto named = referred(content);
    out[name] = named ? template_bytes(tx, *named).value_or("") : content;
  }
  return out;
}

}  // namespace ssiis::workflow
