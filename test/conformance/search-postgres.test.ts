import { openPostgresSearch } from '#src/search/index.ts';
import { testDatabase } from '#test/support/postgres.ts';
import { searchConformance } from './search.ts';

const t = testDatabase();

searchConformance('PostgreSQL', () => openPostgresSearch(t.db));
