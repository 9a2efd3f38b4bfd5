import type { Migration } from '../migrate.ts'

/** Pictures, links, versions and likeness of articles; highlights; resumable imports; kept searches. */
export const importAndSearch: Migration = {
  version: 2,
  name: 'import-and-search',
  up(db) {
    db.exec(`
      -- Of pictures only, in pixels as shown: turned by EXIF orientation.
      ALTER TABLE assets ADD COLUMN width INTEGER;
      ALTER TABLE assets ADD COLUMN height INTEGER;

      -- Every picture of every article. src: as in the article's tree; sha256: null while it is not there; failure: why the
      -- last download failed; cover: 1 when the source's front matter alone names it; batch_id: the import that brought it
      -- later than its article.
      CREATE TABLE article_pictures (
        entry_id INTEGER NOT NULL REFERENCES entries (id) ON DELETE CASCADE,
        src TEXT NOT NULL,
        sha256 TEXT REFERENCES assets (sha256),
        failure TEXT,
        cover INTEGER NOT NULL DEFAULT 0,
        batch_id INTEGER REFERENCES import_batches (id) ON DELETE SET NULL,
        PRIMARY KEY (entry_id, src)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX article_pictures_by_asset ON article_pictures (sha256) WHERE sha256 IS NOT NULL;
      CREATE INDEX article_pictures_by_batch ON article_pictures (batch_id) WHERE batch_id IS NOT NULL;
      INSERT OR IGNORE INTO article_pictures (entry_id, src)
      SELECT a.entry_id, coalesce(node.value ->> 'src', node.value ->> 'srcRaw')
      FROM articles a, json_tree(a.tree_json) node
      WHERE instr(a.tree_json, '"tag":"img"') > 0 AND node.key = 'attributes'
        AND coalesce(node.value ->> 'src', node.value ->> 'srcRaw') IS NOT NULL;

      -- Links from one article's text to another entry. href: as in the tree; text: what the link shows; target_id: null
      -- while there is none.
      CREATE TABLE article_links (
        entry_id INTEGER NOT NULL REFERENCES entries (id) ON DELETE CASCADE,
        href TEXT NOT NULL,
        text TEXT NOT NULL,
        target_id INTEGER REFERENCES entries (id) ON DELETE SET NULL,
        PRIMARY KEY (entry_id, href)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX article_links_by_target ON article_links (target_id) WHERE target_id IS NOT NULL;
      CREATE INDEX article_links_open ON article_links (entry_id, href) WHERE target_id IS NULL;

      -- given_json: what the sources of an article said so far, to tell what the user changed: title, tags, categories as
      -- paths with slashes; added: what of it the current source brought. compared: 0 until article_keys and article_pairs
      -- know the article.
      ALTER TABLE articles ADD COLUMN given_json TEXT;
      ALTER TABLE articles ADD COLUMN compared INTEGER NOT NULL DEFAULT 0;
      CREATE INDEX articles_to_compare ON articles (entry_id) WHERE compared = 0;
      WITH RECURSIVE paths (id, path) AS (
        SELECT id, name FROM categories WHERE parent_id IS NULL
        UNION ALL SELECT c.id, p.path || '/' || c.name FROM paths p JOIN categories c ON c.parent_id = p.id
      ), given (id, title, tags, categories) AS (
        SELECT e.id, iif(a.original_title IS NULL OR e.revision = 1, e.title, NULL),
          (SELECT json_group_array(t.name) FROM json_each(i.given_json, '$.tags') g JOIN tags t ON t.id = g.value),
          (SELECT json_group_array(p.path) FROM json_each(i.given_json, '$.categories') g JOIN paths p ON p.id = g.value)
        FROM articles a
        JOIN entries e ON e.id = a.entry_id
        JOIN import_items i ON i.entry_id = e.id AND i.batch_id = a.batch_id AND i.outcome = 'imported'
      )
      UPDATE articles SET given_json = json_object('title', given.title, 'tags', json(given.tags),
        'categories', json(given.categories),
        'added', json_object('tags', json(given.tags), 'categories', json(given.categories)))
      FROM given WHERE given.id = articles.entry_id;

      -- Names under which an article may be met again: its post id, address, title with date, files and
      -- names.
      CREATE TABLE article_keys (
        key TEXT NOT NULL,
        entry_id INTEGER NOT NULL REFERENCES entries (id) ON DELETE CASCADE,
        PRIMARY KEY (key, entry_id)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX article_keys_by_entry ON article_keys (entry_id);

      -- Texts that an article had before, and those of articles merged into it. Their bytes count as imported. Columns are
      -- those of entries and articles. merged_json: what else a merged article had, to take it out again.
      CREATE TABLE article_versions (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        entry_id INTEGER NOT NULL REFERENCES entries (id) ON DELETE CASCADE,
        kept_at INTEGER NOT NULL,
        title TEXT NOT NULL,
        body_text TEXT NOT NULL,
        excerpt TEXT NOT NULL,
        images INTEGER NOT NULL,
        reading_minutes INTEGER NOT NULL,
        updated_at INTEGER NOT NULL,
        batch_id INTEGER REFERENCES import_batches (id) ON DELETE SET NULL,
        source_sha256 TEXT NOT NULL UNIQUE REFERENCES assets (sha256),
        source_name TEXT NOT NULL,
        source_format TEXT NOT NULL,
        source_encoding TEXT NOT NULL,
        original_title TEXT,
        author TEXT,
        feed TEXT,
        published_at TEXT,
        url TEXT,
        summary TEXT,
        facts_json TEXT NOT NULL,
        toc_json TEXT NOT NULL,
        tree_json TEXT NOT NULL,
        read_position_json TEXT,
        promotion_found INTEGER,
        promotion_from INTEGER,
        promotion_text INTEGER,
        promotion_chosen INTEGER NOT NULL,
        given_json TEXT,
        merged_json TEXT
      ) STRICT;
      CREATE INDEX article_versions_by_entry ON article_versions (entry_id);
      CREATE INDEX article_versions_by_batch ON article_versions (batch_id);
      CREATE INDEX article_versions_merged ON article_versions (entry_id) WHERE merged_json IS NOT NULL;

      -- Articles much alike, a before b; score: estimated share of text in common. kept_apart_at: the user said that both stay.
      CREATE TABLE article_pairs (
        a INTEGER NOT NULL REFERENCES entries (id) ON DELETE CASCADE,
        b INTEGER NOT NULL REFERENCES entries (id) ON DELETE CASCADE,
        score REAL NOT NULL,
        kept_apart_at INTEGER,
        PRIMARY KEY (a, b),
        CHECK (a < b)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX article_pairs_by_b ON article_pairs (b);
      CREATE INDEX article_pairs_by_score ON article_pairs (score);

      -- Sentences marked elsewhere and brought along. location: where in the source, as its reader says it.
      CREATE TABLE highlights (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        entry_id INTEGER NOT NULL REFERENCES entries (id) ON DELETE CASCADE,
        text TEXT NOT NULL,
        note TEXT NOT NULL DEFAULT '',
        location TEXT NOT NULL DEFAULT '',
        created_at TEXT
      ) STRICT;
      CREATE INDEX highlights_by_entry ON highlights (entry_id);

      -- What an import was asked for, so that it can go on where it stopped.
      ALTER TABLE import_batches ADD COLUMN paths_json TEXT;
      ALTER TABLE import_batches ADD COLUMN options_json TEXT;

      CREATE INDEX entries_illustrated ON entries (images) WHERE images > 0;

      CREATE TABLE saved_searches (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL,
        query TEXT NOT NULL,
        position INTEGER NOT NULL
      ) STRICT;
      CREATE TABLE recent_searches (
        query TEXT PRIMARY KEY,
        used_at INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
    `)
  }
}
