/** The actions of this area, in the order the table shows them. */
import type { ActionDefinition } from '../action.ts';
import { addCustomers } from './add-customers.ts';
import { createOrganization } from './create-organization.ts';
import { createRequestType } from './create-request-type.ts';
import { deleteOrganization } from './delete-organization.ts';
import { deleteRequestType } from './delete-request-type.ts';
import { inviteCustomer } from './invite-customer.ts';
import { attachOrganization, detachOrganization } from './organization-desks.ts';
import { addOrganizationUsers, removeOrganizationUsers } from './organization-users.ts';
import { addParticipants, removeParticipants } from './participants.ts';
import { removeCustomers } from './remove-customers.ts';

/** See `catalogue.ts`. */
export const SERVICE_DESK_ACTIONS: readonly ActionDefinition[] = [
  addCustomers,
  inviteCustomer,
  removeCustomers,
  createOrganization,
  deleteOrganization,
  addOrganizationUsers,
  removeOrganizationUsers,
  attachOrganization,
  detachOrganization,
  createRequestType,
  deleteRequestType,
  addParticipants,
  removeParticipants,
];
