#include "web/multipart.hpp"

#include <algorithm>
#include <array>
#include <memory>

#include "web/ascii.hpp"
#include "web/quarantine.hpp"

namespace ssiis::web {
namespace {

// The parameters after the first ';' of a header: token or quoted values, no backslash escapes
// (browsers write %22 for a quote, and a backslash belongs to a file name). Nothing when malformed
// or a name comes twice.
std::optional<std::map<std::string, std::string>> parameters(std::string_view text) {
  std::map<std::string, std::string> out;
  text = trimmed(text);
  while (!text.empty()) {
    if (text.front() != ';') return std::nullopt;
    text = trimmed(text.substr(1));
    if (text.empty()) break;
    const auto equals = text.find('=');
    if (equals == std::string_view::npos) return std::nullopt;
    const auto name = ascii_lower(trimmed(text.substr(0, equals)));
    text = trimmed(text.substr(equals + 1));
    std::string_view value;
    if (!text.empty() && text.front() == '"') {
      const auto end = text.find('"', 1);
      if (end == std::string_view::npos) return std::nullopt;
      value = text.substr(1, end - 1);
      text = trimmed(text.substr(end + 1));
    } else {
      const auto end = std::min(text.find(';'), text.size());
      value = trimmed(text.substr(0, end));
      text = text.substr(end);
    }
    if (name.empty() || !out.emplace(name, value).second) return std::nullopt;
  }
  return out;
}

// What browsers escape in a quoted name, and nothing else.
std::string unescaped(std::string text) {
  const std::array<std::pair<std::string_view, char>, 3> escapes{{{"%22", '"'}, {"%0D", '\r'}, {"%0A", '\n'}}};
  for (const auto& [code, c] : escapes)
    for (auto at = text.find(code); at != std::string::npos; at = text.find(code, at + 1))
      text.replace(at, code.size(), 1, c);
  return text;
}

std::string last_path_part(const std::string& name) {
  const auto at = name.find_last_of("/\\");
  return at == std::string::npos ? name : name.substr(at + 1);
}

struct PartHead {
  std::string name;
  std::optional<std::string> file_name;
  std::string content_type;
};

Result<PartHead> part_head(std::string_view text) {
  PartHead head;
  bool disposed = false;
  while (!text.empty()) {
    const auto end = text.find("\r\n");
    const auto line = text.substr(0, end);
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 2);
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) return Rejection{"request.malformed"};
    const auto name = ascii_lower(line.substr(0, colon));
    const auto value = trimmed(line.substr(colon + 1));
    if (!valid_utf8(value)) return Rejection{"request.bad_text"};
    if (name == "content-type") head.content_type = value;
    if (name != "content-disposition") continue;
    const auto semicolon = std::min(value.find(';'), value.size());
    const auto found = parameters(value.substr(semicolon));
    if (disposed || ascii_lower(trimmed(value.substr(0, semicolon))) != "form-data" || !found ||
        !found->contains("name"))
      return Rejection{"request.malformed"};
    disposed = true;
    head.name = unescaped(found->at("name"));
    if (found->contains("filename")) head.file_name = last_path_part(unescaped(found->at("filename")));
  }
  if (!disposed || head.name.empty()) return Rejection{"request.malformed"};
  return head;
}

class PartReader {
 public:
  PartReader(const std::string& boundary, const BodyReader& body, const std::filesystem::path& quarantine,
             const FormLimits& limits, const BeforeFiles& before_files)
      : delimiter_{"\r\n--" + boundary},
        body_{body},
        quarantine_{quarantine},
        limits_{limits},
        before_files_{before_files} {}

  Result<Posted> read() {
    // As if a line had ended before: then the first delimiter looks like all others.
    if (!fill_to(delimiter_.size()) || !buffer_.starts_with(delimiter_)) return refusal("request.malformed");
    buffer_.erase(0, delimiter_.size());
    for (;;) {
      if (!fill_to(2)) return refusal("request.malformed");
      if (buffer_.starts_with("--")) return std::move(posted_);
      if (!buffer_.starts_with("\r\n")) return refusal("request.malformed");
      buffer_.erase(0, 2);
      if (auto done = part(); !done) return done.rejection();
    }
  }

 private:
  // A body that went over its limit looks like one cut short; the limit is the true reason.
  Rejection refusal(const char* code) const { return Rejection{too_large_ ? "request.too_large" : code}; }

  bool more() {
    std::array<std::byte, 16 * 1024> piece;
    const auto got = body_(piece);
    total_ += got;
    if (total_ > limits_.body_bytes) too_large_ = true;
    if (got == 0 || too_large_) return false;
    buffer_.append(as_text(std::span{piece}.first(got)));
    return true;
  }

  bool fill_to(std::size_t size) {
    while (buffer_.size() < size)
      if (!more()) return false;
    return true;
  }

  Result<Done> part() {
    // "\r\n\r\n" ends the head; a part without any header is refused for want of a name.
    std::size_t end;
    while ((end = buffer_.find("\r\n\r\n")) == std::string::npos) {
      if (buffer_.size() > limits_.part_header_bytes) return Rejection{"request.too_large"};
      if (!more()) return refusal("request.malformed");
    }
    if (end > limits_.part_header_bytes) return Rejection{"request.too_large"};
    auto head = part_head(std::string_view{buffer_}.substr(0, end));
    if (!head) return head.rejection();
    buffer_.erase(0, end + 4);
    if (head->name.size() > limits_.name_bytes) return Rejection{"request.too_large"};
    return head->file_name ? file(*head) : text(*head);
  }

  // Hands the bytes up to the delimiter to `take`, which says whether it can take more.
  template <class Take>
  Result<Done> content(Take take) {
    for (;;) {
      const auto at = buffer_.find(delimiter_);
      const auto keep = delimiter_.size() - 1;
      const auto safe = at != std::string::npos ? at : buffer_.size() > keep ? buffer_.size() - keep : 0;
      if (!take(std::string_view{buffer_}.substr(0, safe))) return Rejection{"request.too_large"};
      buffer_.erase(0, at != std::string::npos ? at + delimiter_.size() : safe);
      if (at != std::string::npos) return Done{};
      if (!more()) return refusal("request.malformed");
    }
  }

  Result<Done> text(const PartHead& head) {
    if (posted_.fields.size() == limits_.fields) return Rejection{"request.too_large"};
    std::string value;
    auto done = content([&](std::string_view piece) {
      value.append(piece);
      field_bytes_ += piece.size();
      return value.size() <= limits_.field_bytes && field_bytes_ <= limits_.all_field_bytes;
    });
    if (!done) return done;
    if (!valid_utf8(head.name) || !valid_utf8(value)) return Rejection{"request.bad_text"};
    posted_.fields.emplace(head.name, std::move(value));
    return Done{};
  }

  Result<Done> file(const PartHead& head) {
    if (before_files_ && !asked_) {
      asked_ = true;
      if (const auto why = before_files_(posted_.fields)) return *why;
    }
    if (head.file_name->size() > limits_.file_name_bytes) return Rejection{"request.too_large"};
    // A browser sends an empty part for a file field in which nothing was chosen.
    std::shared_ptr<QuarantineFile> kept;
    bool too_many = false;
    auto done = content([&](std::string_view piece) {
      if (piece.empty()) return true;
      if (!kept) {
        too_many = posted_.uploads.size() == limits_.uploads;
        if (too_many) return false;
        kept = std::make_shared<QuarantineFile>(quarantine_);
      }
      if (kept->size() + piece.size() > limits_.upload_bytes) return false;
      kept->write(as_bytes(piece));
      return true;
    });
    if (!done) return done;
    if (!kept && head.file_name->empty()) return Done{};
    if (!kept) {
      if (posted_.uploads.size() == limits_.uploads) return Rejection{"request.too_large"};
      kept = std::make_shared<QuarantineFile>(quarantine_);
    }
    kept->close();
    posted_.uploads.push_back({head.name, *head.file_name, head.content_type, kept->path(), kept->size(), kept});
    return Done{};
  }

  std::string delimiter_;
  const BodyReader& body_;
  const std::filesystem::path& quarantine_;
  const FormLimits& limits_;
  const BeforeFiles& before_files_;
  bool asked_{false};
  std::string buffer_{"\r\n"};
  std::uint64_t total_{0};
  bool too_large_{false};
  std::size_t field_bytes_{0};
  Posted posted_;
};

}  // namespace

std::optional<std::string> multipart_boundary(std::string_view content_type) {
  const auto found = parameters(content_type.substr(std::min(content_type.find(';'), content_type.size())));
  if (!found || !found->contains("boundary")) return std::nullopt;
  const auto& boundary = found->at("boundary");
  constexpr std::string_view others = "'()+_,-./:=? ";
  const bool plain = std::all_of(boundary.begin(), boundary.end(), [&](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           others.find(c) != std::string_view::npos;
  });
  if (boundary.empty() || boundary.size() > 70 || boundary.back() == ' ' || !plain) return std::nullopt;
  return boundary;
}

Result<Posted> read_multipart(const std::string& boundary, const BodyReader& body,
                              const std::filesystem::path& quarantine, const FormLimits& limits,
                              const BeforeFiles& before_files) {
  return PartReader{boundary, body, quarantine, limits, before_files}.read();
}

}  // namespace ssiis::web
