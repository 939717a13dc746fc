import type { ReactNode } from "react";

export type Column<Row> = { name: string; cell: (row: Row) => ReactNode };

/**
 * Rows to compare. On a phone each row becomes a card and each cell says which column it is, so nobody scrolls sideways.
 * The roles are spelled out because browsers forget that a table is one when its layout changes.
 */
export function Table<Row>({
  caption,
  columns,
  rows,
  keyOf,
}: {
  caption: string;
  columns: readonly [Column<Row>, ...Column<Row>[]];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
}) {
  const [first, ...others] = columns;
  return (
    <table role="table" className="block w-full text-start md:table md:border-collapse">
      <caption className="sr-only">{caption}</caption>
      <thead role="rowgroup" className="sr-only md:not-sr-only md:table-header-group">
        <tr role="row">
          {columns.map(({ name }) => (
            <th
              key={name}
              scope="col"
              role="columnheader"
              className="border-b-2 border-line-strong py-3 pe-6 text-start text-small"
            >
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup" className="grid gap-4 md:table-row-group">
        {rows.map((row) => (
          <tr
            key={keyOf(row)}
            role="row"
            className="block rounded-card border border-line bg-surface p-5 md:table-row md:rounded-none md:border-0 md:bg-transparent"
          >
            <th
              scope="row"
              role="rowheader"
              className="block text-start font-semibold md:table-cell md:border-b md:border-line md:py-4 md:pe-6 md:align-top"
            >
              {first.cell(row)}
            </th>
            {others.map(({ name, cell }) => (
              <td
                key={name}
                role="cell"
                className="mt-3 block md:table-cell md:border-b md:border-line md:py-4 md:pe-6 md:align-top"
              >
                <span aria-hidden="true" className="block text-small text-ink-soft md:hidden">
                  {name}
                </span>
                {cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
