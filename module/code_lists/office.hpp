// The office that keeps the lists: it looks what an act would touch, and carries it out.
#pragma once
#include <functional>

#include "audit/api.hpp"
#include "code_lists/acts.hpp"
#include "code_lists/repository.hpp"
#include "profiles/api.hpp"

namespace ssiis::code_lists {

struct HolderAt {
  std::string login, name_lo, name_en, role;
};

// What stands under a code that the act ends or changes.
struct Touched {
  std::string code;
  std::int64_t units{0}, files{0};
  std::vector<HolderAt> holders{};
};

struct Preview {
  Change change;
  std::vector<Touched> touched;  // of places; empty for other lists
};

// [any thread]
class CodeOffice {
 public:
  static constexpr std::string_view permission = "code.manage";
  static constexpr std::string_view may_read = "code.read";

  struct Parts {
    db::Pool& pool;
    db::IdSource& ids;
    audit::Trail& trail;
    const Clock& clock;
    // Labour units whose register names the place; files that carry its code.
    std::function<std::int64_t(db::Transaction&, const std::string& code)> units{};
    std::function<std::int64_t(db::Transaction&, const std::string& code)> files{};
    std::function<void()> places_changed{};  // after the commit
  };
  explicit CodeOffice(Parts parts) : parts_{std::move(parts)} {}

  Book book(db::Transaction& tx, std::string_view list) const { return book_of(tx, list); }

  // What the register of labour units writes as a place and no list knows, the most frequent first; at most 200.
  struct Unknown {
    std::string province, district, code;
    std::int64_t units;
  };
  std::vector<Unknown> unknown_places(db::Transaction& tx) const;

  // What the act would do and whom it would touch; nothing is written. Rejections as of change_of, codes.list_unknown,
  // codes.serves_unknown, territory.….
  Result<Preview> preview(db::Transaction& tx, std::string_view list, const Act& act) const;

  // Carries the act out; its id. Needs code.manage at headquarters. Throws Conflict when the list is not at `revision`
  // any more. What comes again under the same request key is answered as done and done once. Places: the territory tree
  // has a new version at once, and one for each later day on which something changes.
  Result<std::int64_t> carry_out(const Actor& who, std::string_view list, std::int64_t revision, const Act& act,
                                 std::string_view request_key = {});

  // Several acts, in their order, all or none. With `dry_run` nothing is kept. How many. The field of a rejection
  // is the number of the act at fault, from 1.
  Result<std::size_t> carry_out_all(const Actor& who, const std::vector<std::pair<std::string, Act>>& acts,
                                    bool dry_run);

  struct Row {
    std::int64_t line;  // of the file
    std::string list;
    Entry entry;
    std::vector<std::string> successors{};
    std::string became{};  // kind of the succession
  };
  struct Imported {
    std::size_t begun{0}, ended{0}, became{0}, same{0};
  };
  // Rows of files, all or none; what stands already is left, what contradicts is refused: codes.row_differs,
  // .row_overlaps, .day_order, .parent_unknown, .code_unknown, …; its field is the line. Rows that the file leaves out
  // stay as they are.
  Result<Imported> import(const Actor& who, const std::vector<Row>& rows, std::string_view source, bool dry_run);

  // Begins the lists that were never begun: places from the loaded tree, the others from rows of shipped files. What
  // was begun.
  std::vector<std::string> begin(const Actor& who, const std::vector<Row>& shipped);

  // Takes another territory file over, for who keeps the places in that file: new places begin, those left out end, on
  // the file's day, or on the day that a place names for itself. A file of the same day corrects what that day's file
  // said. False: this very file was the last. codes.kept_here when somebody has changed the list itself since;
  // codes.changed_later when the file is older than what is kept.
  Result<bool> follow(const Actor& who, const profiles::TerritoryFile& file);

 private:
  bool may(const Actor& who) const { return who.may(permission, 1); }  // the nation is always 1
  Rejections serves_faults(db::Transaction& tx, const Change& change, Day day) const;
  Result<Done> publish(db::Transaction& tx, const Book& places) const;
  Result<std::int64_t> carry_out_in(db::Transaction& tx, const Actor& who, std::string_view list, std::int64_t revision,
                                    const Act& act);
  Result<Imported> import_list(db::Transaction& tx, const Actor& who, const std::string& list,
                               const std::vector<const Row*>& rows, std::string_view source);
  Parts parts_;
};

}  // namespace ssiis::code_lists
