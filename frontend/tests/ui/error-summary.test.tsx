import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { ErrorSummary } from "@/components/ui/error-summary";
import { TextField } from "@/components/ui/field";
import { show } from "@tests/render";

it("takes focus and leads to the field", async () => {
  const { person } = show(
    <>
      <ErrorSummary errors={[{ field: "city", words: "Enter a city" }, { words: "The clinic is closed" }]} />
      <TextField name="city" label="City" error="Enter a city" />
    </>,
  );
  const summary = screen.getByRole("alert", { name: "There is a problem" });
  expect(summary).toHaveFocus();
  expect(summary).toHaveTextContent("The clinic is closed");
  await person.click(screen.getByRole("link", { name: "Enter a city" }));
  expect(screen.getByRole("textbox", { name: "City" })).toHaveFocus();
});

it("is not there when nothing is wrong", () => {
  show(<ErrorSummary errors={[]} />);
  expect(screen.queryByRole("alert")).not.toBeInTheDocument();
});
