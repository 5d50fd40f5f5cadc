// Rows of links in, values out. Private to the room.
#pragma once
#include "linkage/records.hpp"
#include "linkage/types.hpp"

namespace ssiis::linkage {

Link link_of(const db::Row& row);
// Inside the scope: a pair lies where its unit lies, or the unit that employed its worker last.
std::optional<Link> find_link(db::Transaction& tx, const Scope& scope, std::int64_t id);
std::vector<Decision> decisions_of(db::Transaction& tx, std::int64_t link);
// Whoever writes pairs of a part calls this first; the others wait.
void stand_in_line(db::Transaction& tx, const PartSpec& part);
// The same for who only reads them: nobody writes meanwhile, and the next run need not take the part for changed.
void keep_in_line(db::Transaction& tx, const PartSpec& part);

// Whether LSSO may hold one unit or person under both keys: then an entry elsewhere is both's.
bool may_be_one(db::Transaction& tx, const PartSpec& part, const std::string& a, const std::string& b);

// Whether the pair's numbers are the entity's: by verdict, or by its band where nobody has spoken.
bool should_count(const Link& link) noexcept;

// The numbers that a counting link brings to its entity, ready to be entered. Of two entries of LSSO's own each gets
// the other's.
std::vector<registry::LinkedNumber> numbers_brought(const Link& link, const Numbers& of_entry,
                                                    const Numbers& of_own_side, std::optional<Day> as_of);

// Pairs written anew under their ids: deletes what is there, inserts all, in bulk.
void rewrite(db::Transaction& tx, const std::vector<Link>& links);

}  // namespace ssiis::linkage
