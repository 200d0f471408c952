/**
 * Facts: append-only Parquet files, one folder a source, queried in process by DuckDB.
 * A file is written to a temporary name, flushed and renamed; it is never changed afterwards.
 */
export interface Facts {
  /** The folder of one source's facts, as an absolute path; made when first written to. */
  folder(...names: string[]): string
  /** Rows as plain objects: integers as number, timestamps as Date, lists as arrays. Parameters are `$1`, `$2`… */
  query<Row>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>
  /** For several statements: tables that one creates are there for the others until all is done. Those not waited for run at the same time. */
  together<Answer>(work: (query: Facts['query']) => Promise<Answer>): Promise<Answer>
  close(): void
}
