import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { Checkbox, RadioGroup } from "@/components/ui/choice";
import { PasswordField, SelectField, TextAreaField, TextField } from "@/components/ui/field";
import { show } from "@tests/render";

it("tells its label, hint and error to everybody", () => {
  show(<TextField name="city" label="City" hint="Where you live" error="Enter a city" />);
  const field = screen.getByRole("textbox", { name: "City" });
  expect(field).toHaveAccessibleDescription("Where you live Error: Enter a city");
  expect(field).toBeInvalid();
});

it("is not invalid without an error", () => {
  show(<TextField name="city" label="City" />);
  expect(screen.getByRole("textbox", { name: "City" })).toBeValid();
});

it("shows and hides a password, and takes a pasted one", async () => {
  const { person } = show(<PasswordField name="password" label="Password" autoComplete="current-password" />);
  const field = screen.getByLabelText("Password");
  await person.click(field);
  await person.paste("correct horse battery");
  expect(field).toHaveValue("correct horse battery");
  expect(field).toHaveAttribute("type", "password");
  await person.click(screen.getByRole("button", { name: "Show Password" }));
  expect(field).toHaveAttribute("type", "text");
  await person.click(screen.getByRole("button", { name: "Hide Password" }));
  expect(field).toHaveAttribute("type", "password");
});

it("offers one of many in a list, and room for many words", async () => {
  const { person } = show(
    <>
      <SelectField name="state" label="State" defaultValue="ma">
        <option value="ma">Massachusetts</option>
        <option value="ny">New York</option>
      </SelectField>
      <TextAreaField name="notes" label="Notes" error="Say a little more" />
    </>,
  );
  await person.selectOptions(screen.getByRole("combobox", { name: "State" }), "New York");
  expect(screen.getByRole("combobox", { name: "State" })).toHaveValue("ny");
  expect(screen.getByRole("textbox", { name: "Notes" })).toHaveAccessibleDescription(
    "Error: Say a little more",
  );
});

it("offers one of a few in sight, by pointer on the words or by arrow keys", async () => {
  const chosen: string[] = [];
  const options = [
    { value: "clinic", label: "At the clinic" },
    { value: "video", label: "By video", hint: "On your phone" },
  ];
  const { person } = show(
    <RadioGroup
      legend="How"
      name="mode"
      value="clinic"
      options={options}
      onChoose={(value) => {
        chosen.push(value);
      }}
    />,
  );
  expect(screen.getByRole("group", { name: "How" })).toBeVisible();
  await person.click(screen.getByText("By video"));
  expect(chosen).toEqual(["video"]);
});

it("asks for a yes, and says what is missing", async () => {
  const { person } = show(<Checkbox name="agree" label="I agree" error="Tick the box to go on" />);
  const box = screen.getByRole("checkbox", { name: "I agree" });
  expect(box).toHaveAccessibleDescription("Tick the box to go on");
  await person.click(screen.getByText("I agree"));
  expect(box).toBeChecked();
});
