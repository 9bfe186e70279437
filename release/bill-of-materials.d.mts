interface Bundled {
  readonly name: string;
  readonly version: string;
  readonly license: string;
}
interface Bill {
  readonly components: readonly Readonly<Record<string, unknown>>[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
}
export function completeBill(bill: Bill, bundled: Readonly<Record<string, readonly Bundled[]>>): Bill;
