/** Who is in a role, holds a permission, or sees a security level. */

/** Somebody in a role of one project; `ref` is an account id or a group id. */
export interface RoleActor {
  id: number;
  kind: 'user' | 'group';
  ref: string;
}

/** Who receives a permission; `parameter` is a role id, group id, account id, application key or field id. */
export interface Holder {
  type:
    | 'anyone'
    | 'applicationRole'
    | 'assignee'
    | 'group'
    | 'projectLead'
    | 'projectRole'
    | 'reporter'
    | 'sd.customer.portal.only'
    | 'user'
    | 'userCustomField'
    | 'groupCustomField';
  parameter?: string | undefined;
}

/** An issue security level of a scheme: only these holders see such an issue. */
export interface SecurityLevel {
  id: string;
  name: string;
  holders: Array<Holder & { id: number }>;
}
