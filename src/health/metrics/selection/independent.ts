/** As affiliations name those who work for themselves: that is known of them, and no organization. */
export const independent = `(select organization from organization where lower(name) = 'independent')`
