#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <stdexcept>

#include "audit/canonical.hpp"
#include "audit/checkpoint.hpp"
#include "audit/keys.hpp"
#include "audit/merkle.hpp"

namespace ssiis::audit {
namespace {

TEST(CanonicalForm, NeverMakesTwoContentsAlike) {
  EXPECT_NE(packed({{"a", "b"}, {"c", "d"}}), packed({{"a", "b,1:c"}, {"", "d"}}));
  EXPECT_NE(packed({{"ab", ""}}), packed({{"a", "b"}}));
}

TEST(CanonicalForm, GivesBackWhatWasPut) {
  const Body body{"ນາງ ພອນ, 3:x", "", "c-1", "127.0.0.1", {{"k", "1:,"}, {"", ""}}, {{"name", "ff"}}};
  const auto read = parse_body(body_text(body));
  EXPECT_EQ(read.user_name, body.user_name);
  EXPECT_EQ(read.details, body.details);
  EXPECT_EQ(read.commitments, body.commitments);
}

TEST(CanonicalForm, RefusesWhatWeNeverWrote) {
  for (const auto* text :
       {"", "3:ab,", "3:abcd,", "-1:,", "99999999999999999999:a,", "2:ab;", "ab", "1:a,1:b,1:c,1:d,0:,0:,x"})
    EXPECT_THROW(static_cast<void>(parse_body(text)), std::runtime_error) << text;
}

TEST(ChainNumber, OfACaseIsItsIdAndOfOthersNeverACases) {
  EXPECT_EQ(chain_id(ChainName::of_case(CaseId{417})), 417);
  EXPECT_GT(chain_id(ChainName::administration()), std::int64_t{1} << 61);
  EXPECT_GT(chain_id(ChainName::of_person("u1")), std::int64_t{1} << 61);
  EXPECT_NE(chain_id(ChainName::of_person("u1")), chain_id(ChainName::of_person("u2")));
  EXPECT_THROW(static_cast<void>(chain_id({"case", "0417"})), std::logic_error);
  EXPECT_THROW(static_cast<void>(chain_id({"case", "-1"})), std::logic_error);
}

TEST(RecordHash, ChangesWithEveryField) {
  const StoredRecord base{417, 2, "2026-11-23T00:00:00.000000Z", "wrote", "u", "e", "o", "b", ""};
  const auto hash = record_hash(base, "before");
  EXPECT_NE(record_hash(base, "other"), hash);
  for (auto field : {&StoredRecord::at, &StoredRecord::act, &StoredRecord::user_id, &StoredRecord::event,
                     &StoredRecord::object, &StoredRecord::body}) {
    auto other = base;
    (other.*field) += "x";
    EXPECT_NE(record_hash(other, "before"), hash);
  }
  auto other = base;
  ++other.seq;
  EXPECT_NE(record_hash(other, "before"), hash);
}

// The vector of RFC 9162's tree: for three leaves the root is H(1, H(1, a, b), c).
TEST(MerkleRoot, SplitsAtTheLargestPowerOfTwo) {
  const std::vector<Leaf> leaves{{1, 1, "aa"}, {2, 1, "bb"}, {3, 9, "cc"}};
  const auto leaf = [](const Leaf& l) {
    std::string text(1, '\0');
    put(text, std::to_string(l.chain));
    put(text, std::to_string(l.seq));
    put(text, l.hash);
    return std::string{as_text(sha256(text))};
  };
  const auto node = [](const std::string& a, const std::string& b) {
    return std::string{as_text(sha256(std::string(1, '\1') + a + b))};
  };
  const auto expected = node(node(leaf(leaves[0]), leaf(leaves[1])), leaf(leaves[2]));
  EXPECT_EQ(merkle_root(leaves), hex(as_bytes(expected)));
  EXPECT_NE(merkle_root({leaves[1], leaves[0], leaves[2]}), merkle_root(leaves));
}

class KeyFile : public ::testing::Test {
 protected:
  void SetUp() override { std::filesystem::create_directories(folder_); }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  std::string folder_ = std::filesystem::temp_directory_path() / ("ssiis-key-" + std::to_string(::getpid()));
  std::string path_ = folder_ + "/sub/checkpoint.key";
};

TEST_F(KeyFile, IsReadableByItsOwnerAloneAndNeverReplaced) {
  const auto key = Key::generate();
  key.write(path_);
  struct stat about {};
  ASSERT_EQ(::stat(path_.c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 07777, 0400U);
  EXPECT_THROW(Key::generate().write(path_), std::runtime_error);
  EXPECT_EQ(Key::from_private_file(path_).id(), key.id());
}

TEST_F(KeyFile, IsRefusedWhenOthersMayReadIt) {
  Key::generate().write(path_);
  ASSERT_EQ(::chmod(path_.c_str(), 0440), 0);
  EXPECT_THROW(static_cast<void>(Key::from_private_file(path_)), std::runtime_error);
}

TEST_F(KeyFile, SignsWhatItsPublicHalfAccepts) {
  Key::generate().write(path_);
  const auto signature = Key::from_private_file(path_).sign("root");
  const auto pub = Key::from_public_file(path_ + ".pub");
  EXPECT_TRUE(pub.signed_by_us("root", signature));
  EXPECT_FALSE(pub.signed_by_us("rood", signature));
  EXPECT_FALSE(pub.signed_by_us("root", Key::generate().sign("root")));
  EXPECT_FALSE(pub.signed_by_us("root", ""));
}

// A file that may not grow beyond some bytes, as on a full disk; the program's own limit is put back afterwards.
class FileSizeLimit {
 public:
  explicit FileSizeLimit(rlim_t bytes) {
    ::getrlimit(RLIMIT_FSIZE, &before_);
    old_ = std::signal(SIGXFSZ, SIG_IGN);
    const rlimit small{bytes, before_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &small);
  }
  ~FileSizeLimit() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, old_);
  }
  FileSizeLimit(const FileSizeLimit&) = delete;
  FileSizeLimit& operator=(const FileSizeLimit&) = delete;

 private:
  rlimit before_{};
  void (*old_)(int);
};

TEST(Anchor, EndsInAWholeLineEvenWhenTheDiskWasFull) {
  const auto path = (std::filesystem::temp_directory_path() / ("ssiis-anchor-" + std::to_string(::getpid()))).string();
  std::filesystem::remove(path);
  EXPECT_EQ(last_anchored(path), 0);
  Checkpoint c;
  c.number = 1;
  c.at = "2026-11-23T01:00:00.000000Z";
  c.root = c.hash = std::string(64, 'a');
  c.key_id = std::string(32, 'b');
  c.signature = std::string(128, 'c');
  append_anchor(path, {c});
  EXPECT_EQ(last_anchored(path), 1);
  const auto whole = std::filesystem::file_size(path);
  c.number = 2;
  {
    const FileSizeLimit full{whole + 20};
    EXPECT_THROW(append_anchor(path, {c}), std::runtime_error);
  }
  EXPECT_EQ(std::filesystem::file_size(path), whole);
  EXPECT_EQ(last_anchored(path), 1);
  for (std::int64_t n = 2; n <= 40; ++n) {  // far more than is read from the end
    c.number = n;
    append_anchor(path, {c});
  }
  EXPECT_EQ(last_anchored(path), 40);
  EXPECT_EQ(read_anchor(path).size(), 40U);
  append_anchor(path, {c});
  EXPECT_EQ(read_anchor(path).size(), 40U) << "what stands there is not added again";
  std::filesystem::resize_file(path, std::filesystem::file_size(path) - 5);
  EXPECT_THROW(last_anchored(path), std::runtime_error);
  std::filesystem::remove(path);
}

}  // namespace
}  // namespace ssiis::audit
