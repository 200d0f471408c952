/** As affiliations name those who work for themselves: that is known of them, and no organization. */
export const independent = `(select organization from organization where lower(name) = 'independent')`

/** Over a column `organization`: one is known, and it is one. */
export const isOrganization = `(organization is not null and organization not in ${independent})`
