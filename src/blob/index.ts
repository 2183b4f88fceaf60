export type { BlobStore } from './blob.ts';
export { openFolderStore } from './folder.ts';
