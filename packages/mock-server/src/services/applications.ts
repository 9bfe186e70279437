import { applicationService } from '@dlubal-kit/protos';
import { type AnyRpc, RPCS_BY_PATH } from '../handlers/rpcs-by-path.js';

/**
 * Dlubal's applications by the full name of their service. RSTAB's and RSECTION's are said to have the same shape under
 * names of their own [?]: here they are copies of RFEM's. Source: docs/facts/wire.md.
 */
export const APPLICATIONS = {
  rfem: applicationService,
  rstab: 'dlubal.api.rstab.Application',
  rsection: 'dlubal.api.rsection.Application',
} as const;

/** An application that the mock server can be. */
export type ApplicationName = keyof typeof APPLICATIONS;

export const APPLICATION_NAMES: readonly ApplicationName[] = Object.keys(APPLICATIONS) as ApplicationName[];

/** The application whose service it is. */
export function applicationOf(service: string): ApplicationName | undefined {
  return APPLICATION_NAMES.find((name) => APPLICATIONS[name] === service);
}

/** The methods of an application's service. */
export function applicationRows(name: ApplicationName): AnyRpc[] {
  const rows = [...RPCS_BY_PATH.values()];
  if (name === 'rfem') return rows;
  return rows.map((row) => ({ ...row, path: `/${APPLICATIONS[name]}/${row.name}`, copyOf: row.path }));
}
