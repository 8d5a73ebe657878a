#include "domain/cost.h"

#include "base/dec.h"

bool cost_of(int64_t quantity, int64_t value, int64_t taken, int64_t *cost)
{
	if (quantity == 0) {
		*cost = 0;
		return true;
	}
	return dec_muldiv(value, taken, quantity, cost);
}
