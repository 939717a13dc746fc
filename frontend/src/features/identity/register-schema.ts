import { resolverOf } from "@/lib/forms/resolver";
import { minLength, object, optional, regex, string, trim, type Parsed } from "@/lib/forms/schema";

const words = () => string().check(trim(), minLength(1));

/** Only what people can see for themselves; numbers, names and passwords are the server's to judge. */
const person = {
  full_name: words(),
  email: string().check(trim(), regex(/^\S+@\S+$/)),
  mobile: words(),
  password: string().check(minLength(1)),
};

/** What an application tells of the practice; a patient's form has none of it. */
const practice = {
  license_number: words(),
  license_state: words(),
  specialization: words(),
  experience_years: string().check(trim(), regex(/^([0-9]|[1-7][0-9]|80)$/)),
  consultation_fee: string().check(trim(), regex(/^(\d{1,6}([.]\d{1,2})?)?$/)),
  available_timeslots: string().check(trim()),
};

const patientSchema = object({
  ...person,
  license_number: optional(string()),
  license_state: optional(string()),
  specialization: optional(string()),
  experience_years: optional(string()),
  consultation_fee: optional(string()),
  available_timeslots: optional(string()),
});
export const patientResolver = resolverOf(patientSchema);
export const doctorResolver = resolverOf<DoctorValues>(object({ ...person, ...practice }));

export type DoctorValues = Parsed<typeof patientSchema>;
