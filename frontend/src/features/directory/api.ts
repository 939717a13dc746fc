import { api } from "@/lib/api/clients";
import { ask, type Result } from "@/lib/api/problem";

export type Specialty = { code: string; label: string; description: string };

/** The whole closed list; it is shorter than one page of the API. */
export async function listSpecialties(): Promise<Result<Specialty[]>> {
  const result = await ask(api.GET("/api/v1/specialties", { params: { query: { limit: 100 } } }));
  if (!result.ok) return result;
  const specialties = result.value.items.map(({ code, label, description }) => ({
    code,
    label,
    description,
  }));
  return { ok: true, value: specialties };
}
