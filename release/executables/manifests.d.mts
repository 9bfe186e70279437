interface Facts {
  readonly version: string;
  readonly file: string;
  readonly sha256: string;
}
export function scoopManifest(facts: Facts): Record<string, string>;
export function wingetManifests(facts: Facts): Record<string, string>;
