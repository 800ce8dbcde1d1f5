/** Service desks and what belongs to them, as plain mutable data. People are account ids. */

/** A form customers file requests with; without a group the portal does not show it. */
export interface RequestType {
  id: string;
  name: string;
  description: string;
  helpText: string;
  issueTypeId: string;
  groupIds: string[];
}

/** The desk of a service project. `customers` are those added to it by name. */
export interface ServiceDesk {
  id: string;
  projectId: string;
  /** Who may file requests: customers that were added, or everybody. */
  access: 'closed' | 'open';
  customers: string[];
  organizationIds: string[];
  requestTypes: RequestType[];
}

/** A group of customers who may see each other's requests, on every desk it was given to. */
export interface Organization {
  id: string;
  name: string;
  members: string[];
  created: number;
}

/** Everything of Jira Service Management beside projects and issues. */
export interface DeskState {
  desks: Record<string, ServiceDesk>;
  organizations: Record<string, Organization>;
  /** Participants of a request by the id of its issue; an issue without any is not listed. */
  participants: Record<string, string[]>;
  /** Request type of a request by the id of its issue. */
  requestTypeOf: Record<string, string>;
}
