#include "audit/canonical.hpp"

#include <charconv>
#include <stdexcept>

namespace ssiis::audit {

void put(std::string& to, std::string_view field) {
  char digits[20];
  const auto end = std::to_chars(digits, digits + sizeof digits, field.size()).ptr;
  to.append(digits, end).append(1, ':').append(field).append(1, ',');
}

std::string take(std::string_view& from) {
  std::size_t length = 0;
  const auto [after, fault] = std::from_chars(from.data(), from.data() + from.size(), length);
  const auto digits = static_cast<std::size_t>(after - from.data());
  if (fault != std::errc{} || digits + 2 > from.size() || from[digits] != ':' || length > from.size() - digits - 2 ||
      from[digits + 1 + length] != ',')
    throw std::runtime_error{"audit: a stored field is malformed"};
  std::string out{from.substr(digits + 1, length)};
  from.remove_prefix(digits + 2 + length);
  return out;
}

std::string packed(const Pairs& pairs) {
  std::string out;
  for (const auto& [name, value] : pairs) {
    put(out, name);
    put(out, value);
  }
  return out;
}

Pairs unpacked(std::string_view text) {
  Pairs out;
  while (!text.empty()) {
    auto name = take(text);
    out.emplace_back(std::move(name), take(text));
  }
  return out;
}

std::int64_t chain_id(const ChainName& name) {
  constexpr std::int64_t other = std::int64_t{1} << 61;
  if (name.kind == "case") {
    const auto id = whole_number(name.key);
    if (!id || *id <= 0 || *id >= other || std::to_string(*id) != name.key)
      throw std::logic_error{"audit: a case's chain needs the case's id"};
    return *id;
  }
  std::string text;
  put(text, name.kind);
  put(text, name.key);
  const auto hash = sha256(text);
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < 8; ++i) bits = bits << 8 | static_cast<std::uint64_t>(hash[i]);
  return static_cast<std::int64_t>(bits & static_cast<std::uint64_t>(other - 1)) | other;
}

std::string genesis(const ChainName& name) {
  std::string text{"ssiis-audit-1 chain "};
  put(text, name.kind);
  put(text, name.key);
  return hex(sha256(text));
}

std::string shown(const ChainName& name) { return name.kind + " " + name.key; }

std::string_view name_of(Act act) noexcept {
  return act == Act::wrote ? "wrote" : act == Act::read ? "read" : "refused";
}

Act act_named(std::string_view name) {
  for (const auto act : {Act::wrote, Act::read, Act::refused})
    if (name == name_of(act)) return act;
  throw std::runtime_error{"audit: an unknown act is stored"};
}

std::string body_text(const Body& body) {
  std::string out;
  for (const auto* field : {&body.user_name, &body.purpose, &body.correlation_id, &body.client_address})
    put(out, *field);
  put(out, packed(body.details));
  put(out, packed(body.commitments));
  return out;
}

Body parse_body(std::string_view text) {
  Body out;
  for (auto* field : {&out.user_name, &out.purpose, &out.correlation_id, &out.client_address}) *field = take(text);
  out.details = unpacked(take(text));
  out.commitments = unpacked(take(text));
  if (!text.empty()) throw std::runtime_error{"audit: a stored record has a tail"};
  return out;
}

std::string record_hash(const StoredRecord& r, std::string_view hash_before) {
  std::string text;
  text.reserve(256 + r.body.size());
  text += "ssiis-audit-1 record ";
  put(text, hash_before);
  put(text, std::to_string(r.chain));
  put(text, std::to_string(r.seq));
  for (const auto* field : {&r.at, &r.act, &r.user_id, &r.event, &r.object, &r.body}) put(text, *field);
  return hex(sha256(text));
}

std::string commitment(std::string_view salt, std::string_view name, std::string_view value) {
  std::string text{"ssiis-audit-1 personal "};
  for (const auto field : {salt, name, value}) put(text, field);
  return hex(sha256(text));
}

std::string personal_text(const std::vector<PersonalValue>& values) {
  std::string out;
  for (const auto& v : values)
    for (const auto* field : {&v.name, &v.salt, &v.value}) put(out, *field);
  return out;
}

std::vector<PersonalValue> parse_personal(std::string_view text) {
  std::vector<PersonalValue> out;
  while (!text.empty()) {
    PersonalValue v;
    for (auto* field : {&v.name, &v.salt, &v.value}) *field = take(text);
    out.push_back(std::move(v));
  }
  return out;
}

}  // namespace ssiis::audit
