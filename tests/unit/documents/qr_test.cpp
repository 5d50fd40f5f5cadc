#include "documents/qr.hpp"

#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>

namespace {

using namespace ssiis::documents;

TEST(Qr, AnotherProgramReadsWhatWeWrote) {
  const std::string address = "https://lsso.example.la/portal/verify/K7QF2M9DPX4T0ABC";
  const std::string file = ::testing::TempDir() + "ssiis_qr_test.png";
  std::ofstream{file, std::ios::binary} << qr_png(address);
  FILE* reader = popen(("zbarimg --nodbus --quiet --raw '" + file + "' 2>/dev/null").c_str(), "r");
  ASSERT_NE(reader, nullptr);
  std::string read(4096, '\0');
  read.resize(std::fread(read.data(), 1, read.size(), reader));
  EXPECT_EQ(pclose(reader), 0) << "zbarimg (package zbar-tools) is needed";
  EXPECT_EQ(read, address + "\n");
  std::remove(file.c_str());
}

TEST(Qr, RefusesWhatDoesNotFit) { EXPECT_THROW(qr_png(std::string(5000, 'a')), std::runtime_error); }

}  // namespace
