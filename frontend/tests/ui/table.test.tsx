import { screen, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { Table } from "@/components/ui/table";
import { show } from "@tests/render";

it("is a table to those who listen, whatever it looks like", () => {
  show(
    <Table
      caption="Visits"
      rows={[
        { who: "Ada", when: "09:30" },
        { who: "Grace", when: "10:00" },
      ]}
      keyOf={({ who }) => who}
      columns={[
        { name: "Who", cell: ({ who }) => who },
        { name: "When", cell: ({ when }) => when },
      ]}
    />,
  );
  const table = screen.getByRole("table", { name: "Visits" });
  expect(
    within(table)
      .getAllByRole("columnheader")
      .map(({ textContent }) => textContent),
  ).toEqual(["Who", "When"]);
  expect(within(table).getByRole("rowheader", { name: "Grace" })).toBeVisible();
  expect(within(table).getByRole("cell", { name: "10:00" })).toBeVisible();
});
