/**
 * Content-addressed files. A file's name is its SHA-256, so writing the same bytes twice keeps one file and a file that was
 * changed on disk shows itself on reading. The port has no listing and no deletion: what refers to a file is in the database.
 */
export interface BlobStore {
  /** @returns the lower-case hexadecimal SHA-256 under which the bytes can be read again */
  put(bytes: Uint8Array): Promise<string>;
  /** @throws NotFoundError where there is no such file; Error where its content no longer matches its name */
  get(hash: string): Promise<Uint8Array>;
  has(hash: string): Promise<boolean>;
  /** Throws where nothing can be written. */
  ping(): Promise<void>;
}
