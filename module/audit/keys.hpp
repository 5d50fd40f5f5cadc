// The Ed25519 key that signs checkpoints. The private half is a file 0400 outside the database.
#pragma once
#include <memory>
#include <string>
#include <string_view>

#include "core/api.hpp"

namespace ssiis::audit {

// Holds a key pair, or a public key alone. [any thread]
class Key {
 public:
  static Key generate();
  // Throws std::runtime_error when the file is missing, is no Ed25519 key, or others may read it.
  static Key from_private_file(const std::string& path);
  static Key from_public_file(const std::string& path);

  // Writes <path> (0400) and <path>.pub (0444); their folder is made (0700) when missing. Never replaces a file.
  void write(const std::string& path) const;

  std::string id() const;                         // 32 hexadecimal digits
  std::string sign(std::string_view text) const;  // hexadecimal
  bool signed_by_us(std::string_view text, std::string_view signature) const;

 private:
  explicit Key(void* key);
  std::shared_ptr<void> key_;
};

}  // namespace ssiis::audit
