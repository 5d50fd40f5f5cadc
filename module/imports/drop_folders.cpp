#include "imports/drop_folders.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>

#include "imports/repository.hpp"
#include "imports/scratch_file.hpp"
#include "web/api.hpp"

namespace ssiis::imports {
namespace {

using web::E_;

constexpr std::size_t most_files = 500;  // looked at in one go; the rest comes next time
constexpr std::int64_t longest_name = 150;

class Descriptor {
 public:
  explicit Descriptor(int number) : number_{number} {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const noexcept { return number_; }
  explicit operator bool() const noexcept { return number_ >= 0; }

 private:
  int number_;
};

constexpr int folder_flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;

// Names as programs call what they have not finished yet.
bool unfinished(std::string_view name) {
  constexpr std::array<std::string_view, 7> ends{".part", ".partial", ".tmp", ".temp", ".filepart", ".crdownload", "~"};
  return name.starts_with('.') ||
         std::any_of(ends.begin(), ends.end(), [&](std::string_view end) { return name.ends_with(end); });
}

std::vector<std::string> names_in(int folder) {
  std::vector<std::string> out;
  const int again = ::openat(folder, ".", folder_flags);  // its own place of reading
  DIR* dir = again < 0 ? nullptr : ::fdopendir(again);
  if (dir == nullptr) {
    if (again >= 0) ::close(again);
    return out;
  }
  while (const auto* entry = ::readdir(dir)) out.emplace_back(static_cast<const char*>(entry->d_name));
  ::closedir(dir);
  std::sort(out.begin(), out.end());
  return out;
}

std::int64_t nanoseconds(const timespec& t) { return std::int64_t{t.tv_sec} * 1'000'000'000 + t.tv_nsec; }

// The day that the name says ("tax_2026-11-30.csv"); else the one on which the file was written.
Day day_of_file(const std::string& name, const struct stat& about, Day today) {
  for (std::size_t i = 0; i + 10 <= name.size(); ++i)
    if (const auto day = Day::parse(std::string_view{name}.substr(i, 10))) return *day;
  return std::min(today, Instant{std::int64_t{about.st_mtim.tv_sec} * 1'000'000}.day());
}

// A copy that nobody else can change; false when the file changed meanwhile.
bool copied(int from, const std::filesystem::path& to, const struct stat& before) {
  const Descriptor out{::open(to.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600)};
  if (!out) throw std::system_error{errno, std::generic_category(), "a copy of a file"};
  std::vector<char> piece(256 * 1024);
  for (;;) {
    const auto got = ::read(from, piece.data(), piece.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) throw std::system_error{errno, std::generic_category(), "a file of a folder"};
    if (got == 0) break;
    for (ssize_t at = 0; at < got;) {
      const auto put = ::write(out.get(), piece.data() + at, static_cast<std::size_t>(got - at));
      if (put < 0 && errno == EINTR) continue;
      if (put < 0) throw std::system_error{errno, std::generic_category(), "a copy of a file"};
      at += put;
    }
  }
  struct stat after {};
  return ::fstat(from, &after) == 0 && after.st_size == before.st_size &&
         nanoseconds(after.st_ctim) == nanoseconds(before.st_ctim);
}

constexpr const char* reasons_end = ".txt";  // behind the whole name of the file that they are about

bool stands(int folder, const std::string& name) {
  struct stat there {};
  return ::fstatat(folder, name.c_str(), &there, AT_SYMLINK_NOFOLLOW) == 0;
}

// The subfolder, made when it is missing. Not one that a link leads to.
int subfolder(int folder, const char* name) {
  if (::mkdirat(folder, name, 0750) != 0 && errno != EEXIST) return -1;
  return ::openat(folder, name, folder_flags);
}

}  // namespace

// One look into one folder.
struct DropFolders::Look {
  DropFolders& all;
  const Actor& who;
  const std::string& source;
  int folder, done, failed;  // the folder and the two in it
  DropState& state;
  bool gone{false};  // the file that is looked at does not stand there any more
  const OfficeNeeds& n = all.office_.needs();

  void file(const std::string& name) {
    struct stat about {};
    if (::fstatat(folder, name.c_str(), &about, AT_SYMLINK_NOFOLLOW) != 0 || S_ISDIR(about.st_mode)) return;
    gone = false;
    if (quiet(about)) {  // who renames by a link and an unlink has two names for a moment
      try {
        if (!S_ISREG(about.st_mode) || about.st_nlink != 1)
          refuse(name, {E_("import.drop_not_a_file")});
        else
          take(name, about);
      } catch (const std::system_error&) {  // this file or the disk: those behind it are looked at all the same
        state.problem = E_("import.drop_unreachable");
      }
    }
    state.waiting += gone ? 0 : 1;
  }

  bool quiet(const struct stat& about) const {
    timespec now{};
    ::clock_gettime(CLOCK_REALTIME, &now);  // the system that wrote the file goes by it, too
    return nanoseconds(now) - nanoseconds(about.st_ctim) >= std::chrono::nanoseconds{all.settings_.quiet}.count();
  }

  void take(const std::string& name, const struct stat& about) {
    const auto at = all.taken_.find(key(name));
    const bool same = at != all.taken_.end() && at->second.node == about.st_ino && at->second.size == about.st_size &&
                      at->second.changed == nanoseconds(about.st_ctim);
    if (const auto load = same ? std::optional{at->second.load} : hand_over(name, about)) follow(name, *load);
  }

  std::string key(const std::string& name) const { return source + '/' + name; }

  // The load that the file became; nothing when it did not, or not yet.
  std::optional<std::int64_t> hand_over(const std::string& name, const struct stat& seen) {
    if (!web::room_for(static_cast<std::uint64_t>(seen.st_size), n.free_bytes(n.scratch))) {
      state.problem = E_("request.no_space");
      return std::nullopt;
    }
    const Descriptor file{::openat(folder, name.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)};
    struct stat about {};
    if (!file && errno != ENOENT) state.problem = E_("import.drop_unreachable");
    if (!file || ::fstat(file.get(), &about) != 0 || about.st_ino != seen.st_ino || !S_ISREG(about.st_mode))
      return std::nullopt;
    const ScratchFile copy{n.scratch};
    if (!copied(file.get(), copy.path(), about)) return std::nullopt;
    const NewLoad wanted{source, name, copy.path(), 0, day_of_file(name, about, n.clock.today()), false};
    const auto ordered = all.office_.order(who, wanted);
    std::int64_t load = 0;
    if (ordered) {
      load = ordered->load;
    } else {
      const bool unmapped = ordered.rejection().code == "import.no_profile";
      const auto kept = unmapped ? all.office_.keep(who, wanted) : Result<std::int64_t>{ordered.rejections()};
      if (!kept) {
        refuse(name, kept.rejection());
        return std::nullopt;
      }
      load = *kept;
    }
    all.taken_[key(name)] = {about.st_ino, about.st_size, nanoseconds(about.st_ctim), load};
    return load;
  }

  // Where the file goes once its load has come to an end.
  void follow(const std::string& name, std::int64_t id) {
    const auto load =
        n.pool.transact(db::Mode::read, [&](db::Transaction& tx) { return repository::load_by_id(tx, id); });
    if (load && (load->state == LoadState::waiting || load->state == LoadState::reading)) return;
    all.taken_.erase(key(name));
    if (!load) return;
    if (load->state == LoadState::failed)
      moved(name, failed, load->findings);
    else if (load->state == LoadState::mapping)
      moved(name, done, {{E_("import.drop_unmapped")}});
    else
      moved(name, done, load->state == LoadState::held ? load->findings : std::vector<Rejection>{});
  }

  // Nothing of it was stored.
  void refuse(const std::string& name, const Rejection& why) {
    if (!moved(name, failed, {why})) return;
    n.pool.transact(db::Mode::write, [&](db::Transaction& tx) {
      n.trail.record(tx, who,
                     {.chain = audit::ChainName::administration(),
                      .event = "import.file_refused",
                      .object = "import:" + source,
                      .details = {{"source", source},
                                  {"file", first_code_points(documents::clean_file_name(name), longest_name)},
                                  {"reason", why.code}}});
    });
  }

  // True when it was this process that moved it.
  bool moved(const std::string& name, int to, const std::vector<Rejection>& reasons) {
    auto as = name;
    for (int i = 2; stands(to, as) || stands(to, as + reasons_end); ++i) as = fmt::format("{}-{}", i, name);
    gone = ::renameat(folder, name.c_str(), to, as.c_str()) == 0;
    if (!gone && errno != ENOENT) state.problem = E_("import.drop_unreachable");
    if (gone && !reasons.empty()) write_reasons(to, as + reasons_end, reasons);
    return gone;
  }

  void write_reasons(int to, const std::string& name, const std::vector<Rejection>& reasons) {
    std::string text;
    for (const auto& why : reasons) text += why.code + "\n" + all.words_(why) + "\n";
    const Descriptor out{::openat(to, name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0640)};
    if (!out || ::write(out.get(), text.data(), text.size()) != static_cast<ssize_t>(text.size()))
      state.problem = E_("import.drop_unreachable");
  }

  void count_refused() {
    for (const auto& name : names_in(failed)) {
      struct stat about {};
      const bool reasons = name.ends_with(reasons_end) &&
                           stands(failed, name.substr(0, name.size() - std::string_view{reasons_end}.size()));
      if (!reasons && !name.starts_with('.') && ::fstatat(failed, name.c_str(), &about, AT_SYMLINK_NOFOLLOW) == 0 &&
          !S_ISDIR(about.st_mode))
        ++state.refused;
    }
  }
};

DropSettings DropSettings::from(const Settings& settings) {
  DropSettings out;
  for (const auto& spec : registry::file_specs()) {
    if (spec.keeper != registry::Keeper::snapshot) continue;
    const auto name = "imports.drop." + std::string{spec.name};
    const std::filesystem::path path{settings.text(name, "")};
    if (path.empty()) continue;
    if (!path.is_absolute()) throw SettingsError{name + ": the path of a folder must begin with /"};
    out.folders.emplace(spec.name, path);
  }
  const auto seconds = settings.number("imports.drop.quiet_seconds", 120);
  if (seconds < 0 || seconds > 86'400) throw SettingsError{"imports.drop.quiet_seconds: 0 to 86400"};
  out.quiet = std::chrono::seconds{seconds};
  return out;
}

std::vector<DropState> drop_states(db::Transaction& tx) { return repository::drop_states(tx); }

DropFolders::DropFolders(ImportOffice& office, DropSettings settings,
                         std::function<std::string(const Rejection&)> words)
    : office_{office}, settings_{std::move(settings)}, words_{std::move(words)} {}
DropFolders::~DropFolders() = default;

void DropFolders::work(const Actor& who, const std::function<bool()>& given_up) {
  if (!tidied_) {  // of folders that module.xml no longer names nothing is told
    office_.needs().pool.transact(db::Mode::write, [&](db::Transaction& tx) {
      for (const auto& state : repository::drop_states(tx))
        if (!settings_.folders.contains(state.source)) repository::forget_drop_state(tx, state.source);
    });
    tidied_ = true;
  }
  for (const auto& [source, path] : settings_.folders) {
    if (given_up && given_up()) return;
    DropState state;
    state.source = source;
    look_into(who, path, state, given_up);
    save(std::move(state));
  }
}

void DropFolders::look_into(const Actor& who, const std::filesystem::path& path, DropState& state,
                            const std::function<bool()>& given_up) {
  const Descriptor folder{::open(path.c_str(), folder_flags)};
  const Descriptor done{folder ? subfolder(folder.get(), "done") : -1},
      failed{folder ? subfolder(folder.get(), "failed") : -1};
  if (!done || !failed) {
    state.problem = E_("import.drop_unreachable");
    return;
  }
  Look look{*this, who, state.source, folder.get(), done.get(), failed.get(), state};
  std::size_t looked_at = 0;
  for (const auto& name : names_in(folder.get())) {
    if (unfinished(name)) continue;
    if (++looked_at > most_files || (given_up && given_up())) break;
    look.file(name);
  }
  look.count_refused();
}

// What has not changed is written once a minute only.
void DropFolders::save(DropState state) {
  constexpr std::int64_t a_minute = 60;
  state.looked_at = office_.needs().clock.now();
  const auto at = saved_.find(state.source);
  if (at != saved_.end() && at->second.waiting == state.waiting && at->second.refused == state.refused &&
      at->second.problem == state.problem && state.looked_at < at->second.looked_at.plus_seconds(a_minute))
    return;
  office_.needs().pool.transact(db::Mode::write, [&](db::Transaction& tx) { repository::save_drop_state(tx, state); });
  saved_[state.source] = std::move(state);
}

}  // namespace ssiis::imports
