export { observeSeller } from './observe.ts';
export { deleteSampleSellers, type SellerRow, sellerByUrl } from './store.ts';
