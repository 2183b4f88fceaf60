export { announce } from './announce.ts';
export { deliverNotice, reconcileNotices } from './deliver.ts';
export { createdSubscriptionSchema, createSubscriptionSchema, deliverySchema, subscriptionSchema } from './schemas.ts';
export { createSubscription, deleteSubscription, listDeliveries, listSubscriptions } from './subscriptions.ts';
