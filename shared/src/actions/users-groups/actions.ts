/** The actions of this area, in the order the table shows them. */
import type { ActionDefinition } from '../action.ts';
import { reportAccess } from './access-report.ts';
import { addProjectGroup } from './add-project-group.ts';
import { addProjectMember } from './add-project-member.ts';
import { clearProjectMembers } from './clear-project-members.ts';
import { deleteUser } from './delete-user.ts';
import { addGroupMember, removeGroupMember } from './group-members.ts';
import { createGroup, deleteGroup } from './groups.ts';
import { inviteUser } from './invite-user.ts';
import { offboardUser } from './offboard-user.ts';
import { removeProjectGroup } from './remove-project-group.ts';
import { removeProjectMember } from './remove-project-member.ts';
import { setRoleActors } from './set-role-actors.ts';

/** See `catalogue.ts`. */
export const USERS_GROUPS_ACTIONS: readonly ActionDefinition[] = [
  addProjectMember,
  removeProjectMember,
  clearProjectMembers,
  addProjectGroup,
  removeProjectGroup,
  setRoleActors,
  addGroupMember,
  removeGroupMember,
  createGroup,
  deleteGroup,
  inviteUser,
  deleteUser,
  reportAccess,
  offboardUser,
];
