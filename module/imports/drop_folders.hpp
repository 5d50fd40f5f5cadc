// Folders into which agencies' files are laid, one for each register: what is finished is handed over as on the screen,
// by the system, and then stands in done/ or failed/ with the reason beside it.
#pragma once
#include <chrono>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>

#include "imports/office.hpp"

namespace ssiis::imports {

struct DropSettings {
  std::map<std::string, std::filesystem::path> folders{};  // by register; none: switched off
  std::chrono::seconds quiet{120};                         // since the last change of a file
  // imports.drop of module.xml. Throws SettingsError for a register that there is not, and a path that is not absolute.
  static DropSettings from(const Settings& settings);
};

std::vector<DropState> drop_states(db::Transaction& tx);

// [one thread] Only plain files that stand in the folder itself are taken, never through links: not a symbolic one, nor
// a file that has a second name elsewhere. Names that begin with a dot or end as unfinished ones do are left alone.
class DropFolders {
 public:
  // `words`: what people read beside a file that was not taken in. `office` must outlive it.
  DropFolders(ImportOffice& office, DropSettings settings, std::function<std::string(const Rejection&)> words);
  ~DropFolders();
  // The job: looks once into each folder.
  void work(const Actor& who, const std::function<bool()>& given_up);

 private:
  struct Look;
  struct Taken {
    std::uint64_t node;
    std::int64_t size, changed;
    std::int64_t load;
  };
  void look_into(const Actor& who, const std::filesystem::path& path, DropState& state,
                 const std::function<bool()>& given_up);
  void save(DropState state);
  ImportOffice& office_;
  DropSettings settings_;
  std::function<std::string(const Rejection&)> words_;
  std::map<std::string, Taken> taken_{};      // what was handed over and is not read yet, by register and name
  std::map<std::string, DropState> saved_{};  // as the database has it
  bool tidied_{false};
};

}  // namespace ssiis::imports
