#include "audit/keys.hpp"

#include <fcntl.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <stdexcept>

namespace ssiis::audit {
namespace {

[[noreturn]] void fail(const std::string& what) { throw std::runtime_error{"audit key: " + what}; }

EVP_PKEY* raw(const std::shared_ptr<void>& key) { return static_cast<EVP_PKEY*>(key.get()); }

struct FileCloser {
  void operator()(FILE* f) const { std::fclose(f); }
};
struct BioFreer {
  void operator()(BIO* b) const { BIO_free(b); }
};
struct DigestFreer {
  void operator()(EVP_MD_CTX* c) const { EVP_MD_CTX_free(c); }
};

void* checked(EVP_PKEY* key, const std::string& path) {
  if (key == nullptr || EVP_PKEY_id(key) != EVP_PKEY_ED25519) {
    EVP_PKEY_free(key);
    fail(path + " holds no Ed25519 key");
  }
  return key;
}

void write_new(const std::string& path, std::string_view text, mode_t mode) {
  const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
  if (fd < 0) fail(path + " cannot be made (is there one already?)");
  const auto written = ::write(fd, text.data(), text.size());
  const bool good = written == static_cast<ssize_t>(text.size()) && ::fchmod(fd, mode) == 0 && ::fsync(fd) == 0;
  ::close(fd);
  if (!good) fail(path + " cannot be written");
}

template <class Write>
std::string pem(Write&& write) {
  const std::unique_ptr<BIO, BioFreer> out{BIO_new(BIO_s_mem())};
  if (!out || write(out.get()) != 1) fail("cannot be written as text");
  char* data = nullptr;
  const auto size = BIO_get_mem_data(out.get(), &data);
  return {data, static_cast<std::size_t>(size)};
}

}  // namespace

Key::Key(void* key) : key_{key, [](void* k) { EVP_PKEY_free(static_cast<EVP_PKEY*>(k)); }} {}

Key Key::generate() {
  EVP_PKEY* key = EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519");
  if (key == nullptr) fail("cannot be generated");
  return Key{key};
}

Key Key::from_private_file(const std::string& path) {
  const std::unique_ptr<FILE, FileCloser> in{std::fopen(path.c_str(), "re")};
  if (!in) fail(path + " cannot be read; ssiis-admin audit key makes one");
  struct stat about {};
  if (::fstat(::fileno(in.get()), &about) != 0 || (about.st_mode & 077) != 0)
    fail(path + " can be read by others; chmod 0400 it");
  return Key{checked(PEM_read_PrivateKey(in.get(), nullptr, nullptr, nullptr), path)};
}

Key Key::from_public_file(const std::string& path) {
  const std::unique_ptr<FILE, FileCloser> in{std::fopen(path.c_str(), "re")};
  if (!in) fail(path + " cannot be read");
  return Key{checked(PEM_read_PUBKEY(in.get(), nullptr, nullptr, nullptr), path)};
}

void Key::write(const std::string& path) const {
  const auto folder = std::filesystem::path{path}.parent_path();
  if (!folder.empty() && !std::filesystem::exists(folder)) {
    std::filesystem::create_directories(folder);
    std::filesystem::permissions(folder, std::filesystem::perms::owner_all);
  }
  write_new(path,
            pem([&](BIO* b) { return PEM_write_bio_PrivateKey(b, raw(key_), nullptr, nullptr, 0, nullptr, nullptr); }),
            0400);
  write_new(path + ".pub", pem([&](BIO* b) { return PEM_write_bio_PUBKEY(b, raw(key_)); }), 0444);
}

std::string Key::id() const {
  std::array<unsigned char, 32> bytes{};
  std::size_t size = bytes.size();
  if (EVP_PKEY_get_raw_public_key(raw(key_), bytes.data(), &size) != 1) fail("has no public half");
  return hex(sha256(std::as_bytes(std::span{bytes}))).substr(0, 32);
}

std::string Key::sign(std::string_view text) const {
  const std::unique_ptr<EVP_MD_CTX, DigestFreer> context{EVP_MD_CTX_new()};
  std::array<unsigned char, 64> out{};
  std::size_t size = out.size();
  const auto* data = reinterpret_cast<const unsigned char*>(text.data());
  if (!context || EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, raw(key_)) != 1 ||
      EVP_DigestSign(context.get(), out.data(), &size, data, text.size()) != 1)
    fail("cannot sign");
  return hex(std::as_bytes(std::span{out}));
}

bool Key::signed_by_us(std::string_view text, std::string_view signature) const {
  const auto bytes = from_hex(signature);
  if (bytes.size() != 64 || hex(bytes) != signature) return false;
  const std::unique_ptr<EVP_MD_CTX, DigestFreer> context{EVP_MD_CTX_new()};
  const auto* data = reinterpret_cast<const unsigned char*>(text.data());
  return context && EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, raw(key_)) == 1 &&
         EVP_DigestVerify(context.get(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), data,
                          text.size()) == 1;
}

}  // namespace ssiis::audit
