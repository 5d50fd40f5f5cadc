namespace ssiis::db { const char* scratch_only(); }
