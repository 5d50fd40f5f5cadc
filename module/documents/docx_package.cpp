#include "documents/docx_package.hpp"

#include <zip.h>

#include <memory>
#include <stdexcept>

namespace ssiis::documents {
namespace {

void must(bool good, const char* what) {
  if (!good) throw std::runtime_error{what};
}

// The buffer that an archive is written into. libzip counts references; we hold one, the open archive another.
struct FreeSource {
  void operator()(zip_source_t* source) const noexcept { zip_source_free(source); }
};
using Source = std::unique_ptr<zip_source_t, FreeSource>;

struct Discard {
  void operator()(zip_t* archive) const noexcept { zip_discard(archive); }
};

std::string bytes_of(zip_source_t* source) {
  zip_stat_t stat;
  zip_stat_init(&stat);
  must(zip_source_stat(source, &stat) == 0, "zip: size unknown");
  std::string out(stat.size, '\0');
  must(zip_source_open(source) == 0, "zip: cannot be read back");
  const auto got = zip_source_read(source, out.data(), out.size());
  zip_source_close(source);
  must(got == static_cast<zip_int64_t>(out.size()), "zip: read back short");
  return out;
}

}  // namespace

std::vector<Part> unpack(std::string_view docx, const ZipLimits& limits) {
  ZipReader zip{docx, limits};
  std::vector<Part> parts;
  for (const auto& entry : zip.entries())
    if (!entry.directory) parts.push_back({entry.name, zip.read(entry)});
  return parts;
}

std::string pack(const std::vector<Part>& parts) {
  constexpr zip_uint16_t ten_o_clock = 10u << 11,
                         first_of_2000 = (20u << 9) | (1u << 5) | 1u;  // DOS time, always the same
  zip_error_t fault;
  zip_error_init(&fault);
  const Source whole{zip_source_buffer_create(nullptr, 0, 0, &fault)};
  must(whole != nullptr, "zip: no buffer");
  std::unique_ptr<zip_t, Discard> archive{zip_open_from_source(whole.get(), ZIP_CREATE | ZIP_TRUNCATE, &fault)};
  must(archive != nullptr, "zip: cannot be made");
  zip_source_keep(whole.get());  // the archive frees one reference when it closes
  for (const auto& part : parts) {
    auto* bytes = zip_source_buffer(archive.get(), part.bytes.data(), part.bytes.size(), 0);
    must(bytes != nullptr, "zip: no part");
    const auto index = zip_file_add(archive.get(), part.name.c_str(), bytes, ZIP_FL_ENC_UTF_8);
    if (index < 0) zip_source_free(bytes);
    must(index >= 0, "zip: a part was not taken");
    const auto at = static_cast<zip_uint64_t>(index);
    must(zip_set_file_compression(archive.get(), at, ZIP_CM_DEFLATE, 6) == 0 &&
             zip_file_set_dostime(archive.get(), at, ten_o_clock, first_of_2000, 0) == 0,
         "zip: a part was not set");
  }
  must(zip_close(archive.get()) == 0, "zip: cannot be written");
  archive.release();
  return bytes_of(whole.get());
}

}  // namespace ssiis::documents
