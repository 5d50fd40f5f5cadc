// The bytes that are hashed. Every field carries its length, so no two contents share a form. All
// text is UTF-8; hashes are lower-case hexadecimal SHA-256.
#pragma once
#include <string>
#include <string_view>

#include "audit/api.hpp"

namespace ssiis::audit {

// "<bytes>:<text>," appended.
void put(std::string& to, std::string_view field);
// Takes one such field off the front; throws std::runtime_error on anything else.
std::string take(std::string_view& from);
std::string packed(const Pairs& pairs);
Pairs unpacked(std::string_view text);

// The chain's number: a case's own id, else 62 bits of a hash with a bit that no case id has.
std::int64_t chain_id(const ChainName& name);
std::string genesis(const ChainName& name);  // what stands for "the hash before" at the first record
std::string shown(const ChainName& name);

std::string_view name_of(Act act) noexcept;
Act act_named(std::string_view name);  // throws std::runtime_error

// The part of a record that stands in column `body`.
struct Body {
  std::string user_name, purpose, correlation_id, client_address;
  Pairs details;
  Pairs commitments;  // name of a personal value, its commitment
};
std::string body_text(const Body& body);
Body parse_body(std::string_view text);

// A row as it is stored, all text.
struct StoredRecord {
  std::int64_t chain{0}, seq{0};
  std::string at, act, user_id, event, object, body, hash;
};
std::string record_hash(const StoredRecord& record, std::string_view hash_before);

// A personal value under its salt.
std::string commitment(std::string_view salt, std::string_view name, std::string_view value);
struct PersonalValue {
  std::string name, salt, value;
};
std::string personal_text(const std::vector<PersonalValue>& values);
std::vector<PersonalValue> parse_personal(std::string_view text);

inline constexpr std::string_view erased_event = "audit.personal_erased";

}  // namespace ssiis::audit
